package io.grantkeeper.local.suite;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.SigningKeys;
import io.grantkeeper.ledger.note.KeyFile;
import io.grantkeeper.ledger.note.NoteSigner;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The ledger's key in a file, and its checkpoints in a folder. */
public final class LocalLedger {
    private static final String NAME = "grantkeeper.local/ledger/";

    private final Optional<Path> keys;
    private final Optional<Path> data;
    private final Map<TenantId, NoteSigner> signers = new ConcurrentHashMap<>();

    /**
     * Finds key and checkpoints.
     *
     * @param keys the folder that keeps signing keys; empty for a key that is gone with the process
     * @param data the folder that keeps state; empty for checkpoints that go nowhere
     */
    public LocalLedger(Optional<Path> keys, Optional<Path> data) {
        this.keys = keys;
        this.data = data;
    }

    public SigningKeys keys() {
        return SigningKeys.of(tenant -> signers.computeIfAbsent(tenant, this::signer));
    }

    /**
     * The key to check a log with. None is made: a new one would fit nothing.
     *
     * @throws IllegalArgumentException where there is none
     */
    public TrustedKeys trusted(TenantId tenant) {
        Optional<Path> missing = keys.map(folder -> file(folder, tenant)).filter(file -> !Files.exists(file));
        if (missing.isPresent()) {
            throw new IllegalArgumentException(
                    "there is no key of the ledger, %s; the first sweep makes it, or name its folder with --ledger-keys"
                            .formatted(missing.get()));
        }
        return keys().trusted(tenant);
    }

    private static Path file(Path folder, TenantId tenant) {
        return folder.resolve("ledger-%s.key".formatted(tenant));
    }

    private NoteSigner signer(TenantId tenant) {
        return keys.map(folder -> KeyFile.openOrCreate(file(folder, tenant), NAME + tenant))
                .orElseGet(() -> KeyFile.generate(NAME + tenant, SignatureType.ED25519));
    }

    CheckpointExport export() {
        return data.<CheckpointExport>map(folder -> (tenant, size, note) -> {
                    Path file = folder(folder, tenant).resolve(String.format(Locale.ROOT, "%019d", size));
                    Path draft = file.resolveSibling(file.getFileName() + ".new");
                    try {
                        Files.createDirectories(file.getParent());
                        Files.writeString(draft, note);
                        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                    } catch (IOException e) {
                        throw new UncheckedIOException("the checkpoint %s cannot be kept".formatted(file), e);
                    }
                })
                .orElseGet(CheckpointExport::nowhere);
    }

    /** The checkpoints that were exported, smallest first. */
    public List<String> exported(TenantId tenant) {
        Optional<Path> folder = data.map(all -> folder(all, tenant)).filter(Files::isDirectory);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{19}"))
                    .sorted()
                    .map(LocalLedger::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints in %s cannot be listed".formatted(folder.get()), e);
        }
    }

    private static Path folder(Path data, TenantId tenant) {
        return data.resolve("checkpoints").resolve(tenant.value());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint %s cannot be read".formatted(file), e);
        }
    }
}
