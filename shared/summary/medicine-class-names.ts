/*
 * The one table of medicines that a clinician must not miss: which class a name or a code belongs to.
 *
 * Generic names and classes: WHO ATC/DDD index (groups named at each class); British National Formulary (UK names and
 * brands); NHS England Patient Safety Alerts and the "high-risk medicines" of NHS Specialist Pharmacy Service;
 * NHS Steroid Emergency Card guidance (2020); ISMP list of high-alert medications (US); EMA and FDA product names.
 * RxNorm: concept identifiers of ingredients (US National Library of Medicine). SNOMED CT: substances and
 * "product containing only" concepts of the International Edition. Every code was compared with published value sets and
 * code lists on 30 November 2026; of RxNorm 3403 (digitoxin) and 51428 (an insulin) one list each was found.
 * No standard gives such a table; names are what every source has, codes are what is left where a name is missing.
 *
 * Names are written in small letters without accents, with a space for every other sign, as `plainWords` makes them.
 */
import type { MedicineClass } from '../words/medicine-class.ts';

export type ClassNames = {
  /** Names of which each is enough. */
  readonly names: string;
  /** Names that count only beside one of `beside`. */
  readonly partial?: { readonly names: string; readonly beside: string };
  /** Beginnings of ATC codes. */
  readonly atc: string;
  /** Ingredients of RxNorm. */
  readonly rxnorm: string;
  /** Concepts of SNOMED CT. */
  readonly snomed: string;
};

/** In each list, a comma stands between two. */
export const namesOfClasses: Readonly<Record<MedicineClass, ClassNames>> = {
  // B01AA vitamin K antagonists, B01AB heparins but antithrombin, B01AE and B01AF direct inhibitors, B01AX05 fondaparinux
  anticoagulant: {
    names: `anticoagulant, anticoagulants, anticoagulation, acenocoumarol, acenocumarol, apixaban, argatroban, bemiparin, betrixaban, bivalirudin, certoparin, dabigatran,
      dalteparin, danaparoid, desirudin, edoxaban, enoxaparin, enoxaparina, fenprocoumon, fluindione, fondaparinux, heparin,
      heparina, heparine, lepirudin, nadroparin, nadroparine, parnaparin, phenindione, phenprocoumon, reviparin, rivaroxaban,
      tinzaparin, warfarin, warfarina, warfarine,
      angiox, arixtra, arovi, calciparine, clexane, coumadin, eliquis, exembol, falithrom, fragmin, fraxiparin, fraxiparine,
      inhixa, innohep, jantoven, ledraxen, lixiana, lovenox, marcoumar, marevan, multiparin, orgaran, pradaxa, previscan,
      roteas, savaysa, sinthrome, sintrom, xarelto, zibor`,
    atc: 'B01AA, B01AB01, B01AB04, B01AB05, B01AB06, B01AB07, B01AB08, B01AB09, B01AB10, B01AB12, B01AB51, B01AE, B01AF, B01AX05',
    rxnorm:
      '11289, 1037042, 1114195, 1364430, 1599538, 5224, 67108, 67109, 69646, 321208, 15202, 60819',
    snomed:
      '48603004, 372756006, 84812008, 372877000, 372562003, 372563008, 698090000, 442031002, 698871007, 712778008',
  },
  // A10A
  insulin: {
    names: `insulin, insulina, insuline, insulins,
      abasaglar, actrapid, admelog, afrezza, apidra, awiqli, basaglar, fiasp, humalog, humulin, hypurin, insulatard, insuman,
      lantus, levemir, lyumjev, mixtard, myxredlin, novolin, novolog, novomix, novorapid, rezvoglar, ryzodeg, semglee, soliqua,
      suliqua, toujeo, tresiba, trurapi, velosulin, xultophy`,
    atc: 'A10A',
    rxnorm: '5856, 51428, 86009, 139825, 253182, 274783, 400008, 1670007',
    snomed: '39487003, 67866001, 411529005, 412210000',
  },
  // H02AB glucocorticoids, H02AA mineralocorticoids: of the body as a whole, see `localForms`
  steroid: {
    names: `corticosteroid, corticosteroids, glucocorticoid, glucocorticoids, betamethasone, cortisone, deflazacort, dexamethason, dexamethasone, fludrocortison, fludrocortisone, hydrocortison,
      hydrocortisone, methylprednisolon, methylprednisolone, prednisolon, prednisolona, prednisolone, prednison, prednisona,
      prednisone, vamorolone,
      agamree, alkindi, calcort, cortef, decadron, deltacortril, deltasone, depo medrone, efmody, emflaza, florinef, hydventia,
      medrol, medrone, millipred, orapred, pevanti, plenadren, rayos, solu cortef, solu medrone, solu medrol`,
    partial: {
      names: 'budesonid, budesonide, beclometasone, beclomethasone',
      beside: `budenofalk, capsule, capsules, clipper, cortiment, entocort, gastro, jorveza, kinpeygo, modified, oral,
        orodispersible, tablet, tablets, tarpeyo, uceris`,
    },
    atc: 'H02A',
    rxnorm: '8638, 8640, 3264, 5492, 6902, 4452, 22396',
    snomed: '116602009, 116601002, 396458002, 372584003, 116593003',
  },
  // L04A; mercaptopurine, cyclophosphamide and rituximab stand in L01
  immunosuppressant: {
    names: `immunosuppressant, immunosuppressants, immunosuppressive, abatacept, adalimumab, alemtuzumab, anakinra, anifrolumab, antithymocyte, azathioprin, azathioprine, azatioprina,
      baricitinib, basiliximab, belatacept, belimumab, bimekizumab, brodalumab, canakinumab, certolizumab, ciclosporin,
      ciclosporina, ciclosporine, cladribine, cyclophosphamid, cyclophosphamide, cyclosporin, cyclosporine, deucravacitinib,
      eculizumab, etanercept, everolimus, filgotinib, fingolimod, golimumab, guselkumab, infliximab, inebilizumab, ixekizumab,
      leflunomid, leflunomide, mercaptopurine, methotrexat, methotrexate, metotrexato, metotrexat, mirikizumab, mitoxantrone,
      mycophenolate, mycophenolic, mycophenolat, natalizumab, obinutuzumab, ocrelizumab, ofatumumab, ozanimod, ponesimod,
      ravulizumab, risankizumab, ritlecitinib, rituximab, ruxolitinib, sarilumab, satralizumab, secukinumab, siponimod,
      sirolimus, spesolimab, tacrolimus, teriflunomide, tildrakizumab, tioguanine, thioguanine, tocilizumab, tofacitinib,
      upadacitinib, ustekinumab, vedolizumab, voclosporin,
      actemra, adoport, advagraf, afinitor, amgevita, arava, aubagio, azapress, benepali, benlysta, bimzelx, capimune, capsorin,
      cellcept, certican, cimzia, cosentyx, cyltezo, dailiport, deximune, enbrel, entyvio, envarsus, erelzi, flixabi, gilenya,
      hadlima, hulio, humira, hyrimoz, idacio, ilaris, imraldi, imuran, imurel, inflectra, jakavi, jylamvo, jyseleca, kesimpta,
      kevzara, kineret, lemtrada, lupkynis, mabthera, maxtrex, mavenclad, metex, methofill, metoject, modigraf, myfortic,
      neoral, nordimet, nulojix, ocrevus, olumiant, orencia, otrexup, prograf, puri nethol, purinethol, rapamune, rasuvo,
      remicade, remsima, renflexis, rinvoq, rituxan, rixathon, roactemra, ruxience, sandimmun, sandimmune, simponi, simulect,
      skyrizi, soliris, stelara, tacni, taltz, tremfya, trexall, truxima, tyenne, tysabri, ultomiris, vanquoral, xaluprine,
      xatmep, xeljanz, yuflyma, zeposia, zessly, zlatal, zortress`,
    atc: 'L04A, L01BA01, L01BB02, L01AA01, L01FA01, L01XC02',
    rxnorm:
      '6851, 1256, 3008, 42316, 35302, 68149, 7145, 103, 327361, 191831, 214555, 121191, 27169, 141704, 3002',
    snomed: '68887009, 387381009, 372574004, 387467008, 386975001',
  },
  // L01, but for what stands above
  cytotoxic: {
    names: `chemotherapy, cytotoxic, antineoplastic, atezolizumab, avelumab, bendamustine, bleomycin, bortezomib, busulfan, cabazitaxel, capecitabine, carboplatin,
      carfilzomib, cemiplimab, chlorambucil, cisplatin, cytarabine, dacarbazine, daunorubicin, docetaxel, doxorubicin,
      durvalumab, epirubicin, eribulin, etoposide, fludarabine, fluorouracil, gemcitabine, hydroxycarbamide, hydroxyurea,
      idarubicin, ifosfamide, ipilimumab, irinotecan, lenalidomide, lomustine, melphalan, mitomycin, nivolumab, oxaliplatin,
      paclitaxel, pembrolizumab, pemetrexed, pomalidomide, procarbazine, temozolomide, thalidomide, topotecan, vinblastine,
      vincristine, vinorelbine,
      abraxane, alimta, caelyx, gemzar, hydrea, keytruda, opdivo, revlimid, siklos, taxol, taxotere, tecentriq, temodal,
      velcade, xeloda, yervoy`,
    atc: 'L01A, L01B, L01C, L01D, L01X, L01FF',
    rxnorm: '194000, 2555, 40048, 3639, 56946, 72962, 4492, 12574, 5552, 11202, 37776',
    snomed: '386906001, 387318005, 386905002, 372817009',
  },
  // N05AH02
  clozapine: {
    names:
      'clozapin, clozapina, clozapine, clozaril, denzapine, fazaclo, leponex, versacloz, zaponex',
    atc: 'N05AH02',
    rxnorm: '2626',
    snomed: '387568001',
  },
  // N05AN
  lithium: {
    names: `lithium, litio, litium, camcolit, eskalith, hypnorex, li liquid, liskonum, lithicarb, lithobid, lithonate, priadel,
      quilonum`,
    atc: 'N05AN',
    rxnorm: '6448, 42351',
    snomed: '85899009, 387095003',
  },
  // C01AA
  digoxin: {
    names: 'digitek, digitoxin, digoxin, digoxina, digoxine, lanoxicaps, lanoxin',
    atc: 'C01AA',
    rxnorm: '3407, 3403',
    snomed: '796001, 387461009',
  },
  // C01B and sotalol
  antiarrhythmic: {
    names: `amiodaron, amiodarona, amiodarone, disopyramide, dofetilide, dronedarone, flecainid, flecainide, mexiletine,
      procainamide, propafenone, quinidine, sotalol,
      arythmol, betapace, cordarone, multaq, nexterone, pacerone, rythmodan, rythmol, sotacor, tambocor, tikosyn`,
    atc: 'C01B, C07AA07',
    rxnorm: '703, 4441, 8754, 9947, 233698',
    snomed: '69236009, 372821002',
  },
  // N03A; not gabapentin, pregabalin and clonazepam, which are mostly given for something else
  antiepileptic: {
    names: `anticonvulsant, anticonvulsants, antiepileptic, antiepileptics, brivaracetam, carbamazepin, carbamazepina, carbamazepine, cenobamate, clobazam, divalproex, eslicarbazepine,
      ethosuximide, felbamate, fenfluramine, fenytoin, fenytoine, fosphenytoin, lacosamide, lamotrigin, lamotrigina,
      lamotrigine, levetiracetam, oxcarbazepin, oxcarbazepine, perampanel, phenobarbital, phenobarbitone, phenytoin,
      phenytoine, primidone, rufinamide, stiripentol, tiagabine, topiramat, topiramate, valproaat, valproat, valproate,
      valproato, valproic, vigabatrin, zonisamide,
      aptiom, banzel, briviact, carbagen, cerebyx, convulex, depacon, depakene, depakine, depakote, desitrend, diacomit,
      dilantin, emeside, epanutin, epidiolex, epidyolex, epilim, episenta, epival, fintepla, frisium, fycompa, gabitril,
      inovelon, keppra, kigabeq, lamictal, luminal, mysoline, ontozry, onfi, perizam, sabril, tapclob, tegretol, topamax,
      trileptal, vimpat, xcopri, zarontin, zebinix, zonegran`,
    atc: 'N03AA, N03AB, N03AD, N03AF, N03AG, N03AX09, N03AX10, N03AX11, N03AX14, N03AX15, N03AX17, N03AX18, N03AX22, N03AX23, N03AX25',
    rxnorm:
      '2002, 8183, 11118, 40254, 28439, 114477, 38404, 8134, 8691, 32624, 39998, 623400, 4135',
    snomed: '387220006, 387222003, 387080000, 387562000, 387000003',
  },
  // N02A and, where they take the place of other opioids, N07BC
  opioid: {
    names: `opioid, opioids, opiate, opiates, alfentanil, buprenorfina, buprenorphin, buprenorphine, butorphanol, co codamol, co codaprin, co dydramol, codein,
      codeina, codeine, dextropropoxyphene, diamorphine, dihydrocodein, dihydrocodeine, dipipanone, fentanilo, fentanyl,
      hydrocodone, hydromorphon, hydromorphone, levomethadone, levorphanol, meperidine, meptazinol, methadon, methadone,
      metadona, morfin, morfina, morfine, morphin, morphine, nalbuphine, oxycodon, oxycodona, oxycodone, oxymorphone,
      papaveretum, pentazocine, pethidine, piritramide, remifentanil, sufentanil, tapentadol, tilidin, tramadol,
      abstral, actiq, breakyl, buprenal, butec, butrans, buvidal, codipar, demerol, dhc continus, diconal, dilaudid, durogesic,
      effentora, espranor, fencino, hapoctasin, instanyl, kapake, longtec, lortab, mabron, maxitram, marol, matrifen, meptid,
      mezolar, morphgesic, mst, mst continus, mxl, norco, nucynta, opana, oramorph, oxycontin, oxynorm, palexia, palladone,
      panitaz, pecfent, percocet, physeptone, remedeine, roxicodone, sevredol, shortec, solpadol, sublocade, suboxone, subutex,
      targin, targinact, temgesic, tilodol, tradorec, tramacet, tramulief, transtec, tylex, ultracet, ultram, vicodin, yemex,
      zamadol, zapain, zomorph, zydol`,
    atc: 'N02A, N07BC01, N07BC02, N07BC05, N07BC06, N07BC51',
    rxnorm: '7052, 7804, 4337, 3423, 6813, 1819, 2670, 10689, 5489, 787390, 6754, 3290, 23088',
    snomed: '373529000, 373492002, 55452001, 387494007, 387286002, 386858008',
  },
  // B01AC, but for the prostacyclins of pulmonary hypertension
  antiplatelet: {
    names: `acetylsalicylic, acetylsalicylique, abciximab, acetylsalicylzuur, acetilsalicilico, acetylsalicylsaure, aspirin,
      aspirina, aspirine, cangrelor, carbasalate, cilostazol, clopidogrel, dipyridamole, eptifibatide, prasugrel, ticagrelor,
      ticlopidine, tirofiban, vorapaxar,
      aggrenox, asasantin, brilinta, brilique, caprin, cardioaspirin, ecotrin, efient, effient, grepid, kardegic, micropirin,
      nu seals, persantin, plavix, pletal, possia`,
    atc: 'B01AC03, B01AC04, B01AC05, B01AC06, B01AC07, B01AC08, B01AC10, B01AC13, B01AC16, B01AC17, B01AC18, B01AC22, B01AC23, B01AC24, B01AC25, B01AC26, B01AC30, B01AC56',
    rxnorm: '1191, 32968, 613391, 1116632, 3521, 10594, 21107',
    snomed: '387458008, 386952008, 698805004',
  },
  // N05A, given once in weeks or months
  'depot-antipsychotic': {
    names: `abilify maintena, aripiprazole lauroxil, aristada, byannli, depixol, fluphenazine decanoate, flupentixol decanoate,
      flupenthixol decanoate, haldol decanoate, haloperidol decanoate, invega hafyera, invega sustenna, invega trinza, modecate,
      okedi, olanzapine embonate, olanzapine pamoate, paliperidone palmitate, perseris, piportil, pipotiazine palmitate,
      risperdal consta, risvan, rykindo, trevicta, uzedy, xeplion, zuclopenthixol decanoate, zyprexa relprevv, zypadhera`,
    partial: {
      names:
        'aripiprazole, clopixol, haloperidol, olanzapine, paliperidone, risperidone, flupentixol, zuclopenthixol',
      beside:
        'depot, decanoate, embonate, palmitate, pamoate, long acting, prolonged release suspension',
    },
    atc: '',
    rxnorm: '',
    snomed: '',
  },
  // N04BA and apomorphine: each dose at its time
  levodopa: {
    names: `apomorphine, co beneldopa, co careldopa, foslevodopa, levodopa,
      apo go, caramet, dacepton, duodopa, dhivy, inbrija, kynmobi, lecigon, madopar, produodopa, rytary, sastravi, sinemet,
      stalevo, stanek`,
    atc: 'N04BA, N04BC07',
    rxnorm: '6375',
    snomed: '387086006',
  },
  // H03B
  antithyroid: {
    names:
      'carbimazole, methimazole, neo mercazole, propylthiouracil, strumazol, tapazole, thiamazol, thiamazole',
    atc: 'H03B',
    rxnorm: '6835, 8794',
    snomed: '',
  },
  // R03DA
  theophylline: {
    names: `aminophyllin, aminophylline, theophyllin, theophylline, teofilina,
      nuelin, phyllocontin, slo phyllin, theo 24, uniphyllin`,
    atc: 'R03DA04, R03DA05',
    rxnorm: '10438, 689',
    snomed: '372810006',
  },
  // N06AF, N06AG
  'mao-inhibitor': {
    names: `isocarboxazid, moclobemide, phenelzine, tranylcypromine,
      emsam, manerix, marplan, nardil, parnate`,
    atc: 'N06AF, N06AG',
    rxnorm: '8123, 10734, 6011, 30121',
    snomed: '',
  },
  // A10BB, and A10BD with metformin
  sulfonylurea: {
    names: `chlorpropamide, glibenclamid, glibenclamide, gliclazid, gliclazide, glimepirid, glimepiride, glipizide, gliquidone,
      glyburide, tolbutamide,
      amaryl, daonil, diabeta, diamicron, euglucon, glucotrol, glucovance, glynase, minodiab, tandemact, zicron`,
    atc: 'A10BB, A10BD02, A10BD04, A10BD06',
    rxnorm: '4821, 4816, 25789, 4815, 10635, 2404',
    snomed: '',
  },
};

/** Forms that act where they are put: of steroids and what weakens the immune system, these are no danger to the whole body. */
export const localForms = `autohaler, cream, creme, crema, cutaneous, drop, drops, ear, easi breathe, easyhaler, enema, enemas, evohaler, eye, eyes,
  foam, gel, hfa, inhalation, inhaler, inhalers, intranasal, intra articular, intraarticular, intravitreal, lotion, mouthwash,
  muco adhesive, mucoadhesive, mousse, nasal, nebuliser, nebulizer, nebules, nostril, nostrils, ocular, ointment, ophthalmic,
  otic, pessary, pessaries, pomade, pommade, puff, puffs, rectal, respules, respimat, salbe, scalp, shampoo, spray, sprays, suppository, suppositories, topical, topically, turbohaler, thinly, accuhaler, diskus`;

/** What follows a medicine's name where something else is meant: a test, a device, a place, a paper. */
export const notTheMedicine = `alert, allergy, antagonist, antagonists, antibodies, antibody, antidote, assay, battery, binding, book, booklet, card, clinic, education, immune, leaflet, level, levels, lock, monitoring, needle, needles, passport, pump, pumps, resistance,
  resistant, reservoir, reservoirs, screen, screening, sensitivity, service, strips, syringe, syringes, test, tests, flush,
  flushes, flushing`;

/** Whole names that hold the name of a medicine and are none: a blood tube, a saline lock, an ointment for bruises. */
export const otherThings = `lithium heparin, hep lock, heparin lock, heparin flush, heparin sodium flush, canusal, hepsal, heparinoid, insulin pen needle,
  insulin pen needles, insulin pen, insulin syringe, insulin syringes, insulin like, digoxin specific, digoxin immune, lanoxin level,
  anti insulin, anti heparin`;
