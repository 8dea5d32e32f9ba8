package io.grantkeeper.cli;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.kms.KmsNoteSigner;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.text.TextNormalization;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.StoredLogTiles;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.note.TrustedKeys;
import io.grantkeeper.ledger.note.VerifierKey;
import io.grantkeeper.ledger.proof.InclusionBundle;
import io.grantkeeper.ledger.proof.ProofBundleVerifier;
import io.grantkeeper.ledger.witness.Witnesses;
import io.grantkeeper.local.suite.LocalLedger;
import io.grantkeeper.local.suite.LocalSuiteStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The log that a command works on: the log of the configured tenant, in the data folder or in an installation's table.
 * The commands only read, so read permissions for the table and the key are enough.
 */
final class LedgerOptions {
    /** A clause for messages that says when a waiting entry will be added to the ledger. */
    static final String NEXT_SEAL =
            "in AWS, seal-ledger adds it within a minute; here, a running 'grantkeeper serve' adds it within 15 seconds, and otherwise the next 'grantkeeper sweep' does";

    /** The maximum number of waiting entries to search for an id; a ledger that is sealed every minute has far fewer. */
    private static final int MAX_WAITING = 10_000;

    @Mixin
    private WorkspaceOptions workspace = new WorkspaceOptions();

    @Option(
            names = "--signing-key",
            paramLabel = "KEY",
            description =
                    "With --table or --server: the key that signs the ledger, as the id, ARN or alias of a KMS key, or as a public"
                            + " key or a file that contains one; can be repeated.")
    private List<String> signingKeys = List.of();

    /** A log that is open for reading, with its configured witnesses. */
    record OpenLog(LocalSuiteStores stores, TenantId tenant, Supplier<TrustedKeys> trusted, Witnesses witnesses)
            implements AutoCloseable {
        /**
         * Returns the keys that verify the log, together with the keys of the witnesses, whose cosignatures are not
         * required. Never creates a key.
         *
         * @throws IllegalArgumentException if there is no key
         */
        TrustedKeys keys() {
            return trusted.get().withOptionalWitnesses(witnesses.keys());
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
         * Returns the index of an entry that the latest checkpoint covers.
         *
         * @throws IllegalArgumentException if no entry has this ID, or if no signed checkpoint covers the entry yet
         */
        long indexOf(String id) {
            Optional<Long> index = store().indexOf(tenant, id);
            if (index.isPresent() && index.get() < signedSize()) {
                return index.get();
            }
            String shown = TextNormalization.oneLine(id);
            throw new IllegalArgumentException(
                    index.isPresent() || isWaiting(id)
                            ? "entry '%s' is recorded but not in the ledger yet; %s".formatted(shown, NEXT_SEAL)
                            : "no entry with id '%s' in the log; see 'grantkeeper ledger show'".formatted(shown));
        }

        private boolean isWaiting(String id) {
            return store().pending(tenant, MAX_WAITING).stream()
                    .anyMatch(leaf -> LedgerEntryJson.idOf(leaf).equals(id));
        }

        /** Returns a tlog-proof that the log of the latest checkpoint includes the entry with this index. */
        byte[] inclusion(long index) {
            SignedNote latest = latest();
            long size = size(latest);
            return InclusionBundle.of(leaf(index), index, tiles().proofs(size).inclusion(index, size), latest)
                    .encode();
        }

        /** Returns the entry with this index. */
        ImmutableBytes leaf(long index) {
            return ImmutableBytes.of(tiles().entries(index / 256, (int) (index % 256) + 1)
                    .entries()
                    .getLast());
        }

        @Override
        public void close() {
            stores.close();
        }
    }

    OpenLog open() {
        ConnectionsConfig config = workspace.config();
        TenantId tenant = config.tenant();
        Witnesses witnesses = WorkspaceOptions.witnesses(config);
        if (!workspace.readsInstallation() && !workspace.usesServer()) {
            if (!signingKeys.isEmpty()) {
                throw new IllegalArgumentException(
                        "--signing-key is for --table and --server; a local ledger's key is in the folder of --ledger-keys");
            }
            LocalLedger ledger = workspace.ledger();
            return new OpenLog(workspace.stores(), tenant, () -> ledger.trusted(tenant), witnesses);
        }
        if (signingKeys.isEmpty() && workspace.usesServer()) {
            throw new IllegalArgumentException(
                    "--server needs --signing-key: the public key that you keep, or a file that contains it; 'grantkeeper ledger show --key' prints it where the ledger is signed");
        }
        if (signingKeys.isEmpty()) {
            throw new IllegalArgumentException(
                    "--table needs --signing-key: name the installation's KMS key, such as alias/ledger, or a public key that"
                            + " you keep");
        }
        LocalSuiteStores stores = workspace.stores(workspace.usesServer());
        return new OpenLog(stores, tenant, () -> trusted(stores.log(), tenant), witnesses);
    }

    /**
     * Returns the checkpoints that were exported to the data folder; none for an installation in AWS, whose checkpoints
     * are in its bucket.
     */
    List<String> exported(TenantId tenant) {
        return workspace.readsInstallation() || workspace.usesServer()
                ? List.of()
                : workspace.ledger().exported(tenant);
    }

    private TrustedKeys trusted(LogStore log, TenantId tenant) {
        return new TrustedKeys(
                signingKeys.stream().map(text -> key(log, tenant, text)).toList(), List.of(), 0);
    }

    /**
     * Returns a key that verifies the log. A key in KMS has no name, so it gets the name of the log. A wrong name is
     * not a risk, because the signature is verified with the key itself.
     */
    private static VerifierKey key(LogStore log, TenantId tenant, String text) {
        Path file = Path.of(text);
        if (Files.isRegularFile(file)) {
            return VerifierKey.parse(CommandLineFile.text(file, ProofBundleVerifier.LARGEST));
        }
        if (text.contains("+")) {
            return VerifierKey.parse(text);
        }
        String note = log.checkpoint(tenant)
                .orElseThrow(() -> new IllegalArgumentException("the ledger of %s is empty".formatted(tenant)));
        try (AwsClients clients = AwsClients.fromEnvironment()) {
            return KmsNoteSigner.of(
                            clients.kms(), text, note.lines().findFirst().orElse(""))
                    .key();
        }
    }

    WorkspaceOptions workspace() {
        return workspace;
    }
}
