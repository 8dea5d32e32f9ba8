package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scans the sample events, recordings and data files of all modules for secrets. */
class CommittedDataContainsNoSecretsTest {
    private static final List<String> MODULE_GROUPS = List.of("shared", "functions");
    private static final List<String> RESOURCES = List.of("src/main/resources", "src/test/resources");

    @Test
    void containsNoTokenOrKey() throws IOException {
        Path project = Path.of("").toAbsolutePath().getParent().getParent().getParent();
        List<Path> folders = new ArrayList<>(List.of(project.resolve("events")));
        for (String group : MODULE_GROUPS) {
            if (Files.isDirectory(project.resolve(group))) {
                try (Stream<Path> modules = Files.list(project.resolve(group))) {
                    modules.forEach(module -> RESOURCES.forEach(place -> folders.add(module.resolve(place))));
                }
            }
        }
        List<String> found = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                CommittedSecretScanner.of(folder).forEach(what -> found.add(project.relativize(folder) + "/" + what));
            }
        }
        assertThat(found).isEmpty();
    }
}
