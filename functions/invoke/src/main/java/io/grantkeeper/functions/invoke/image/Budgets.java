package io.grantkeeper.functions.invoke.image;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** How large a module's bundle may be: a library that comes in unnoticed is noticed here. */
final class Budgets {
    /** From the project's folder: module and megabytes. */
    static final String FILE = "functions/bundle-budgets.properties";

    private Budgets() {}

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
