import type { Result } from '../../../shared/base/result.ts';
import type { Channel, Input, Output } from '../../../shared/ipc/contract.ts';
import type { BackupCalls } from './backup.ts';
import type { FileCalls } from './files.ts';
import type {
  EntranceCalls,
  WaysInCalls,
  KeychainCalls,
  RecoveryKitCalls,
  SettingsCalls,
} from './people.ts';
import type { OverviewCalls, RecordCalls } from './record.ts';
import type { RequestCalls } from './requests.ts';
import type { ShareCalls } from './share.ts';
import type { SourceCalls, DownloadCalls, ServiceCalls } from './sources.ts';

/**
 * What the vault worker offers to the page. Every answer is a `Result`: errors cross as codes.
 * Nothing here carries a key; a passphrase goes in and is never given back.
 */
export type VaultCalls = EntranceCalls &
  WaysInCalls &
  KeychainCalls &
  RecoveryKitCalls &
  SettingsCalls &
  OverviewCalls &
  RecordCalls &
  SourceCalls &
  DownloadCalls &
  ServiceCalls &
  FileCalls &
  ShareCalls &
  RequestCalls &
  BackupCalls;

export type VaultApi = VaultCalls & {
  /** Hands the worker its way to the main process; called once, before anything else. */
  connect(main: MainBridge): void;
  /** Answers at once, unless the worker is busy. */
  answers(): true;
};

export type MainBridge = <C extends Channel>(
  channel: C,
  input: Input<C>,
) => Promise<Result<Output<C>>>;
