package io.grantkeeper.harness.packaging;

import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trims each module's bundle and writes a manifest of the results; {@code scripts/package} runs it. */
public final class PackageBundlesMain {
    private PackageBundlesMain() {}

    /**
     * Packages the bundles. The exit code is 0 if every bundle is within its budget and 1 if not.
     *
     * @param arguments the project's folder
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(Path.of(arguments[0])) ? 0 : 1);
    }

    private static boolean run(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve(BundleManifest.FOLDER));
        Map<String, Long> budgets = BundleBudgets.read(root);
        List<Map<String, Object>> manifest = new ArrayList<>();
        boolean kept = true;
        BundleTrimmer trimmer = new BundleTrimmer();
        System.out.printf("%-18s %9s %9s %9s  %s%n", "bundle", "built", "packaged", "budget", "functions");
        for (Path built : BundleManifest.built(root)) {
            String module = BundleManifest.module(built);
            Path packaged = folder.resolve(module + ".zip");
            trimmer.trim(module, built, packaged);
            long size = Files.size(packaged);
            long budget = budgets.getOrDefault(module, 0L);
            List<String> functions = BundleManifest.functionsIn(packaged);
            kept &= size <= budget;
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %,6.1f MB %,6.1f MB %,6.1f MB  %s%s%n",
                    module,
                    megabytes(Files.size(built)),
                    megabytes(size),
                    megabytes(budget),
                    String.join(", ", functions),
                    size <= budget ? "" : "  OVER BUDGET");
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("module", module);
            entry.put("file", module + ".zip");
            entry.put("functions", functions);
            entry.put("bytes", size);
            entry.put("sha256", BundleTrimmer.sha256(packaged));
            entry.put("handler", ImageMain.ENTRY);
            manifest.add(entry);
        }
        Files.writeString(
                folder.resolve("manifest.json"),
                ModelJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("bundles", manifest))
                        + "\n");
        if (!kept) {
            System.err.printf(
                    "A bundle is over budget: find the dependency that makes it large, or raise its budget in %s%n",
                    BundleBudgets.FILE);
        }
        return kept;
    }

    private static double megabytes(long bytes) {
        return bytes / 1_000_000.0;
    }
}
