package io.grantkeeper.infra.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every function in the tree is deployed, from the bundle that holds it. */
class FunctionTableTest {
    private static final String SERVICES = "src/main/resources/META-INF/services/" + FunctionModule.class.getName();

    /** Class names of modules, with the folder under {@code functions} that they are in. */
    private static Map<String, String> modulesInTheTree() throws IOException {
        Map<String, String> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(Repository.ROOT.resolve("functions"))) {
            for (Path folder : folders.toList()) {
                Path services = folder.resolve(SERVICES);
                if (Files.exists(services)) {
                    Files.readAllLines(services, UTF_8).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .forEach(type ->
                                    modules.put(type, folder.getFileName().toString()));
                }
            }
        }
        return modules;
    }

    @Test
    void everyFunctionOfTheTreeHasARowThatNamesItsBundle() throws Exception {
        Map<String, String> bundles = new TreeMap<>();
        for (Map.Entry<String, String> module : modulesInTheTree().entrySet()) {
            FunctionModule<?, ?> made = Class.forName(module.getKey())
                    .asSubclass(FunctionModule.class)
                    .getConstructor()
                    .newInstance();
            bundles.put(made.name(), module.getValue());
        }
        Map<String, String> rows = new TreeMap<>();
        FunctionTable.rows().forEach(row -> rows.put(row.name(), row.bundle()));
        assertThat(rows).as("rows of FunctionTable, with their bundles").isEqualTo(bundles);
    }

    @Test
    void theTestsOfTheTableSeeEveryFunctionOfTheTree() throws Exception {
        List<String> seen = new ArrayList<>();
        Functions.modules().forEach(module -> seen.add(module.getClass().getName()));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(modulesInTheTree().keySet());
    }

    @Test
    void noTwoFunctionsWorkOffOneQueue() {
        assertThat(FunctionTable.rows().stream()
                        .flatMap(row -> row.queue().stream())
                        .map(Trigger.OfQueue::queue))
                .doesNotHaveDuplicates();
    }
}
