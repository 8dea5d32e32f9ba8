package io.grantkeeper.infra.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that every function in the source tree is deployed from the bundle that contains it. */
class FunctionDefinitionsTest {
    private static final String SERVICES = "src/main/resources/META-INF/services/" + FunctionModule.class.getName();

    /**
     * Returns all function modules in the source tree: for each class name, the directory under {@code functions} that
     * contains the module.
     */
    private static Map<String, String> modulesInSourceTree() throws IOException {
        Map<String, String> modules = new TreeMap<>();
        try (Stream<Path> folders = Files.list(ProjectFiles.ROOT.resolve("functions"))) {
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
    void definesEveryFunctionWithItsBundle() throws Exception {
        Map<String, String> bundles = new TreeMap<>();
        for (Map.Entry<String, String> module : modulesInSourceTree().entrySet()) {
            FunctionModule<?, ?> made = Class.forName(module.getKey())
                    .asSubclass(FunctionModule.class)
                    .getConstructor()
                    .newInstance();
            bundles.put(made.name(), module.getValue());
        }
        Map<String, String> rows = new TreeMap<>();
        FunctionDefinitions.rows().forEach(row -> rows.put(row.name(), row.bundle()));
        assertThat(rows).as("rows of FunctionDefinitions with their bundles").isEqualTo(bundles);
    }

    @Test
    void findsEveryFunctionModuleOnTestClassPath() throws Exception {
        List<String> seen = new ArrayList<>();
        FunctionApplicationContext.modules()
                .forEach(module -> seen.add(module.getClass().getName()));
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(modulesInSourceTree().keySet());
    }

    @Test
    void definesOneConsumerForEveryQueue() {
        assertThat(FunctionDefinitions.rows().stream()
                        .flatMap(row -> row.queue().stream())
                        .map(FunctionTrigger.QueueMessages::queue))
                .doesNotHaveDuplicates();
    }
}
