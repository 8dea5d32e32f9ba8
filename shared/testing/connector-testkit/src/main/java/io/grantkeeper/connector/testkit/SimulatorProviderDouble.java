package io.grantkeeper.connector.testkit;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.CompanySize;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** A running simulator that serves as the double of one of its providers. */
public record SimulatorProviderDouble(
        ProviderSimulator simulator,
        Map<String, URI> baseUrls,
        Map<String, String> settings,
        Map<String, Secret> credentials)
        implements ProviderDouble {
    public SimulatorProviderDouble {
        baseUrls = Map.copyOf(baseUrls);
        settings = Map.copyOf(settings);
        credentials = Map.copyOf(credentials);
    }

    /** Generates the company of a double. Doubles with different names have different companies. */
    public static Company company(ProviderDoubleOptions options, CompanySize size) {
        return Company.generate(options.name().equals("one") ? 11 : 22, size);
    }

    @Override
    public Clock clock() {
        return simulator.clock();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
