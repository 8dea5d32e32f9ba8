package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.SimulatedClock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * The simulated company with a configuration for all seven providers. As in a real installation, each credential is in
 * a file.
 */
public final class ConfiguredDemoCompany implements AutoCloseable {
    private final DemoCompany company =
            DemoCompany.start(SimulatedClock.runningFrom(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    private final DemoFolder folder;

    /**
     * The secrets that {@link #replace} set, keyed by file name: the connection's id, a dot and the credential slot.
     */
    private final Map<String, String> replaced = new TreeMap<>();

    public ConfiguredDemoCompany(Path folder) {
        this.folder = new DemoFolder(folder);
    }

    public ProviderSimulator simulator() {
        return company.simulator();
    }

    /** Writes the configuration file for a tenant with this name, and returns the file's path. */
    public Path configure(String tenant) {
        return folder.configure(
                tenant,
                tenant,
                company.tenants(),
                (file, secret) -> replaced.getOrDefault(file, secret),
                Map.of("detection", Map.of("groupingSeconds", 0)));
    }

    /**
     * Replaces the secret in one credential slot of a connection. Does nothing if the company does not have this
     * connection.
     */
    public void replace(String connection, String slot, String secret) {
        company.tenants().stream()
                .filter(each -> each.connection().id().value().equals(connection))
                .forEach(each -> {
                    String file = each.connection().id() + "." + slot;
                    replaced.put(file, secret);
                    folder.secret(file, secret);
                });
    }

    @Override
    public void close() {
        company.close();
    }
}
