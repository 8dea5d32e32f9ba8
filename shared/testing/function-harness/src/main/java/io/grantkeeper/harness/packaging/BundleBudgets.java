package io.grantkeeper.harness.packaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The maximum size of each module's bundle. If a new dependency makes a bundle exceed its budget, packaging fails. */
final class BundleBudgets {
    /** The file that lists one module per line with its budget in megabytes, relative to the project's folder. */
    static final String FILE = "functions/bundle-budgets.properties";

    private BundleBudgets() {}

    static Map<String, Long> read(Path root) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(root.resolve(FILE))) {
            properties.load(reader);
        }
        Map<String, Long> budgets = new LinkedHashMap<>();
        for (String module : properties.stringPropertyNames()) {
            budgets.put(module, Math.round(Double.parseDouble(properties.getProperty(module)) * 1_000_000));
        }
        return budgets;
    }
}
