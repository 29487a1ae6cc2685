const words = `
arsenal chelsea liverpool everton tottenham spurs gunners hammers celtic rangers manutd mancity ynwa rovers albion
england scotland wales cymru ulster britain london manchester birmingham glasgow edinburgh cardiff swansea belfast
leeds sheffield newcastle nottingham leicester bristol plymouth southampton portsmouth blackpool brighton cornwall
devon yorkshire lancashire cumbria norfolk mum mummy nan nana nanny gran granny grandad auntie hubby darling
sweetheart poppet petal princess treacle sausage muppet cuppa teabag biscuit marmite crumpet custard crumble chips
lovely brilliant rubbish blimey bloody cheers cheerio sunshine eastenders emmerdale corrie coronation strictly
bakeoff topgear dalek tardis hogwarts paddington nhs surgery hospital doctor matron health tesco asda sainsburys
waitrose morrisons boots argos colour favourite garden allotment caravan seaside holiday christmas labrador spaniel
terrier staffie whippet pussycat moggy budgie robin blackbird hedgehog badger bluebell daffodil primrose snowdrop
`;

/**
 * Everyday words of Britain that the word lists of zxcvbn, made from American and world-wide texts, rank too low or
 * do not have: what people here think of first when they are asked for a passphrase.
 */
export const britishWords: readonly string[] = words.trim().split(/\s+/);
