package io.grantkeeper.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** The log that a command works on: the log of the configured tenant, in the data folder. */
final class LedgerOptions {
    /** When an entry that waits for the ledger will be in it. */
    static final String NEXT_SEAL =
            "in AWS, seal-ledger adds it within a minute; here, a running 'grantkeeper serve' adds it within 15 seconds, and otherwise the next 'grantkeeper sweep'";

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    /** A log that is open for reading. */
    record OpenLog(LocalSuiteStores stores, TenantId tenant, Supplier<TrustedKeys> trusted) implements AutoCloseable {
        /**
         * Returns the keys that verify the log. Does not create a key if there is none.
         *
         * @throws IllegalArgumentException if there is no key
         */
        TrustedKeys keys() {
            return trusted.get();
        }

        LogStore store() {
            return stores.log();
        }

        StoredLogTiles tiles() {
            return new StoredLogTiles(store(), tenant);
        }

        /**
         * Returns the latest checkpoint.
         *
         * @throws IllegalArgumentException if no checkpoint has been signed yet
         */
        SignedNote latest() {
            String note = store().checkpoint(tenant)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the ledger of %s is empty; run a sweep first".formatted(tenant)));
            return parse(note);
        }

        /** Returns the number of entries that the latest checkpoint covers; 0 if none has been signed yet. */
        long signedSize() {
            return store().checkpoint(tenant).map(note -> size(parse(note))).orElse(0L);
        }

        /** Returns the number of entries that a checkpoint covers. */
        static long size(SignedNote note) {
            try {
                return Checkpoint.parse(note.text(), 1).size();
            } catch (ProofFailedException e) {
                throw new IllegalStateException("invalid checkpoint: " + e.getMessage(), e);
            }
        }

        static SignedNote parse(String note) {
            try {
                return SignedNote.parse(note, 1);
            } catch (ProofFailedException e) {
                throw new IllegalStateException("invalid checkpoint: " + e.getMessage(), e);
            }
        }

        /**
         * Returns the index of an entry.
         *
         * @throws IllegalArgumentException if no entry has this ID
         */
        long indexOf(String id) {
            return store().indexOf(tenant, id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no entry with id '%s' in the log; see 'grantkeeper ledger show'".formatted(id)));
        }

        /** Returns a tlog-proof that the entry with this index is included in the log of the latest checkpoint. */
        byte[] inclusion(long index) {
            SignedNote latest = latest();
            long size = size(latest);
            byte[] leaf = tiles().entries(index / 256, (int) (index % 256) + 1)
                    .entries()
                    .getLast();
            return InclusionBundle.of(
                            ImmutableBytes.of(leaf), index, tiles().proofs(size).inclusion(index, size), latest)
                    .encode();
        }

        @Override
        public void close() {
            stores.close();
        }
    }

    OpenLog open() {
        TenantId tenant = workspace.config().tenant();
        LocalLedger ledger = workspace.ledger();
        return new OpenLog(workspace.stores(), tenant, () -> ledger.trusted(tenant));
    }

    WorkspaceOptions workspace() {
        return workspace;
    }
}
