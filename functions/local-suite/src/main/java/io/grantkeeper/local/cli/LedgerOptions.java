package io.grantkeeper.local.cli;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.NotProvenException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.LogTiles;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.SuiteStores;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** The log that a command is about: the configured tenant's, in the data folder. */
final class LedgerOptions {
    @Mixin
    private Workspace workspace = new Workspace();

    /** A log that is open for reading. */
    record OpenLog(SuiteStores stores, TenantId tenant, Supplier<TrustedKeys> trusted) implements AutoCloseable {
        /** @throws IllegalArgumentException where there is no key to check the log with: reading makes none */
        TrustedKeys keys() {
            return trusted.get();
        }

        LogStore store() {
            return stores.log();
        }

        LogTiles tiles() {
            return new LogTiles(store(), tenant);
        }

        /** @throws IllegalArgumentException where nothing is signed yet */
        SignedNote latest() {
            String note = store().checkpoint(tenant)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the ledger of %s is empty; entries come with the first sweep".formatted(tenant)));
            return parse(note);
        }

        /** How many entries are under a note. */
        static long size(SignedNote note) {
            try {
                return Checkpoint.parse(note.text(), 1).size();
            } catch (NotProvenException e) {
                throw new IllegalStateException("the checkpoint is not one: " + e.getMessage(), e);
            }
        }

        static SignedNote parse(String note) {
            try {
                return SignedNote.parse(note, 1);
            } catch (NotProvenException e) {
                throw new IllegalStateException("the checkpoint is not one: " + e.getMessage(), e);
            }
        }

        /** @throws IllegalArgumentException where no entry has the id */
        long indexOf(String id) {
            return store().indexOf(tenant, id)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no entry in the log has the id '%s'; 'grantkeeper ledger show' lists them".formatted(id)));
        }

        /** A tlog-proof of one entry under the latest checkpoint. */
        byte[] inclusion(long index) {
            SignedNote latest = latest();
            long size = size(latest);
            byte[] leaf = tiles().entries(index / 256, (int) (index % 256) + 1)
                    .entries()
                    .getLast();
            return InclusionBundle.of(
                            Bytes.of(leaf), index, tiles().proofs(size).inclusion(index, size), latest)
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

    Workspace workspace() {
        return workspace;
    }
}
