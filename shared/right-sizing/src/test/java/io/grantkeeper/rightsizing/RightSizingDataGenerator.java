package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Generates the permission tables in this module from data that the vendors publish. Run with {@code
 * scripts/generate-right-sizing}.
 */
public final class RightSizingDataGenerator {
    static final Path RESOURCES = Path.of("src/main/resources/io/grantkeeper/rightsizing");

    private RightSizingDataGenerator() {}

    /**
     * Generates the permission tables and writes them to files.
     *
     * @param arguments the folder with the published data, the folder with unpacked npm packages, and this module's
     *     folder
     */
    public static void main(String[] arguments) throws IOException {
        Path resources = Path.of(arguments[2]).resolve(RESOURCES);
        for (Map.Entry<String, String> file :
                generate(Path.of(arguments[0]), Path.of(arguments[1])).entrySet()) {
            Files.writeString(resources.resolve(file.getKey()), file.getValue());
        }
    }

    /**
     * Returns the content of the generated files, keyed by file name. If a source is missing, the result does not
     * contain the file that is generated from it.
     */
    static Map<String, String> generate(Path facts, Path packages) throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("microsoft.tsv", GraphSource.table(facts));
        files.put("okta.tsv", OktaSource.table(facts));
        if (Files.isDirectory(packages.resolve("@googleapis"))) {
            files.put("google.tsv", GoogleSource.table(packages.resolve("@googleapis")));
        }
        Path openApi = packages.resolve("@octokit/openapi/generated/api.github.com.json");
        if (Files.exists(openApi)) {
            files.put("github.tsv", GitHubSource.table(openApi));
        }
        return files;
    }
}
