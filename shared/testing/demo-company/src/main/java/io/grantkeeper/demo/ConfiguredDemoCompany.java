package io.grantkeeper.demo;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The simulated company with a configuration for all seven providers. As in a real installation, each credential is in
 * a file.
 */
public final class ConfiguredDemoCompany implements AutoCloseable {
    private final DemoCompany company =
            DemoCompany.start(SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    private final Path folder;

    /**
     * The secrets that {@link #replace} set, keyed by file name: the connection's id, a dot and the credential slot.
     */
    private final Map<String, String> replaced = new TreeMap<>();

    public ConfiguredDemoCompany(Path folder) {
        this.folder = folder;
    }

    public ProviderSimulator simulator() {
        return company.simulator();
    }

    /** Writes the configuration file for a tenant with this name, and returns the file's path. */
    public Path configure(String tenant) {
        List<Map<String, Object>> connections = new ArrayList<>();
        for (DemoTenant each : company.tenants()) {
            Map<String, String> credentials = new TreeMap<>();
            each.secrets().forEach((slot, secret) -> credentials.put(slot, "file:" + secret(each, slot, secret)));
            connections.add(Map.of(
                    "id", each.connection().id().value(),
                    "provider", each.connection().provider().value(),
                    "settings", each.connection().settings(),
                    "credentials", credentials));
        }
        return write(
                folder.resolve(tenant + ".json"),
                ModelJson.mapper()
                        .writeValueAsString(Map.of(
                                "tenant",
                                tenant,
                                "connections",
                                connections,
                                "detection",
                                Map.of("groupingSeconds", 0))));
    }

    /**
     * Replaces the secret in one credential slot of a connection. Does nothing if the company does not have this
     * connection.
     */
    public void replace(String connection, String slot, String secret) {
        company.tenants().stream()
                .filter(each -> each.connection().id().value().equals(connection))
                .forEach(each -> {
                    replaced.put(each.connection().id() + "." + slot, secret);
                    secret(each, slot, secret);
                });
    }

    private Path secret(DemoTenant tenant, String slot, String secret) {
        String file = tenant.connection().id() + "." + slot;
        return write(folder.resolve(file), replaced.getOrDefault(file, secret));
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        company.close();
    }
}
