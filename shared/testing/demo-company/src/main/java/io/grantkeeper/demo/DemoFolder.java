package io.grantkeeper.demo;

import io.grantkeeper.aws.local.OwnerOnlyFiles;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A folder with the configuration for the simulated company. As in a real installation, each credential is in a file
 * that only its owner can read.
 */
final class DemoFolder {
    private static final String MARK = "created-by-grantkeeper-demo";

    private final Path folder;

    DemoFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates an empty folder. Deletes the files of an earlier demo.
     *
     * @throws IllegalArgumentException if the folder contains other files
     */
    static DemoFolder createEmpty(Path folder) {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                if (!Files.exists(folder.resolve(MARK))) {
                    throw new IllegalArgumentException(
                            "folder %s is not empty and not from an earlier demo; name another".formatted(folder));
                }
                delete(folder);
            }
            OwnerOnlyFiles.folder(folder);
            write(folder.resolve(MARK), "The next 'grantkeeper demo --keep' deletes this folder.\n");
            DemoFolder files = new DemoFolder(folder);
            OwnerOnlyFiles.folder(files.ledgerKeys());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder %s cannot be used".formatted(folder), e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    Path config(String name) {
        return folder.resolve(name + ".json");
    }

    /** Returns the folder of the suite's state, which the commands take as {@code --data}. */
    Path data() {
        return folder.resolve("data");
    }

    /** Returns the folder of the ledger's signing key, which the commands take as {@code --ledger-keys}. */
    Path ledgerKeys() {
        return folder.resolve("ledger-keys");
    }

    /** Writes a secret to a file, and returns a reference to the file for the configuration. */
    String secret(String name, String secret) {
        return "file:" + write(folder.resolve(name), secret).toAbsolutePath();
    }

    /**
     * Writes a configuration.
     *
     * @param name the name of the configuration file, without its extension
     * @param secretOf returns the secret to write, given the file's name and the tenant's secret
     * @param sections the sections other than the connections
     */
    Path configure(
            String name,
            String tenant,
            List<DemoTenant> tenants,
            BiFunction<String, String, String> secretOf,
            Map<String, Object> sections) {
        List<Map<String, Object>> connections = new ArrayList<>();
        for (DemoTenant each : tenants) {
            Map<String, String> credentials = new TreeMap<>();
            each.secrets().forEach((slot, secret) -> {
                String file = each.connection().id() + "." + slot;
                credentials.put(slot, secret(file, secretOf.apply(file, secret)));
            });
            Map<String, Object> connection = new LinkedHashMap<>();
            connection.put("id", each.connection().id().value());
            connection.put("provider", each.connection().provider().value());
            connection.put("settings", each.connection().settings());
            connection.put("credentials", credentials);
            connections.add(connection);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("tenant", tenant);
        document.put("connections", connections);
        document.putAll(sections);
        return write(
                config(name),
                ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document));
    }

    private static Path write(Path file, String text) {
        try {
            OwnerOnlyFiles.write(file, text);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }
}
