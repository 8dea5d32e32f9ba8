package io.grantkeeper.local.suite;

import io.grantkeeper.aws.local.OwnerOnlyFiles;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of a local ledger: its key and its checkpoints. */
public final class LocalLedger {
    private static final String NAME = "grantkeeper.local/ledger/";

    private final Optional<Path> keys;
    private final Optional<Path> data;
    private final Map<TenantId, NoteSigner> signers = new ConcurrentHashMap<>();

    /**
     * Locates the key and the checkpoints.
     *
     * @param keys the folder of signing keys; empty for a key that exists only in this process
     * @param data the folder for state; empty to discard checkpoints
     */
    public LocalLedger(Optional<Path> keys, Optional<Path> data) {
        this.keys = keys;
        this.data = data;
    }

    public LogSigningKeys keys() {
        return LogSigningKeys.of(tenant -> signers.computeIfAbsent(tenant, this::signer));
    }

    /**
     * Returns the keys that verify the tenant's ledger. Never creates a key, because a new key would not verify an
     * existing ledger.
     *
     * @throws IllegalArgumentException if the key file does not exist
     */
    public TrustedKeys trusted(TenantId tenant) {
        Optional<Path> missing = keys.map(folder -> file(folder, tenant)).filter(file -> !Files.exists(file));
        if (missing.isPresent()) {
            throw new IllegalArgumentException(
                    "no ledger key at %s; run a first sweep to create it, or name its folder with --ledger-keys"
                            .formatted(missing.get()));
        }
        return keys().trusted(tenant);
    }

    private static Path file(Path folder, TenantId tenant) {
        return folder.resolve("ledger-%s.key".formatted(tenant));
    }

    private NoteSigner signer(TenantId tenant) {
        return keys.map(folder -> SigningKeyFile.openOrCreate(file(folder, tenant), NAME + tenant))
                .orElseGet(() -> SigningKeyFile.generate(NAME + tenant, SignatureType.ED25519));
    }

    CheckpointExport export() {
        return data.<CheckpointExport>map(FolderExport::new).orElseGet(CheckpointExport::none);
    }

    /** Exports checkpoints to files in the data folder. */
    private final class FolderExport implements CheckpointExport {
        private final Path root;

        FolderExport(Path root) {
            this.root = root;
        }

        @Override
        public void export(TenantId tenant, long size, String note) {
            Path file = OwnerOnlyFiles.folder(folder(root, tenant)).resolve(String.format(Locale.ROOT, "%019d", size));
            try {
                OwnerOnlyFiles.write(file, note);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot store checkpoint %s".formatted(file), e);
            }
        }

        @Override
        public Optional<Exported> largest(TenantId tenant, long fromSize) {
            List<Path> files = files(tenant);
            return files.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Exported(
                            Long.parseLong(files.getLast().getFileName().toString()), read(files.getLast())));
        }
    }

    /** Returns the exported checkpoints, in order of increasing ledger size. */
    public List<String> exported(TenantId tenant) {
        return files(tenant).stream().map(LocalLedger::read).toList();
    }

    private List<Path> files(TenantId tenant) {
        Optional<Path> folder = data.map(all -> folder(all, tenant)).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().matches("[0-8][0-9]{18}"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the checkpoints in %s".formatted(folder.get()), e);
        }
    }

    private static Path folder(Path data, TenantId tenant) {
        return data.resolve("checkpoints").resolve(tenant.value());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read checkpoint %s".formatted(file), e);
        }
    }
}
