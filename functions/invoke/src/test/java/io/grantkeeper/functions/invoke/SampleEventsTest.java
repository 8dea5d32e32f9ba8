package io.grantkeeper.functions.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample events are complete, and of the forms that functions get. */
class SampleEventsTest {
    static List<FunctionModule<?, ?>> modules() {
        return Functions.modules();
    }

    static Stream<SampleEvents.Sample> samples() {
        return SampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyFunctionHasThem(FunctionModule<?, ?> module) {
        List<String> names = SampleEvents.files(module).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(names).allMatch(name -> name.matches("(happy|duplicate|malformed)(-[a-z-]+)?\\.json"));
        for (String kind : List.of("happy", "duplicate", "malformed")) {
            assertThat(names).as("samples of %s", module.name()).anyMatch(name -> name.startsWith(kind));
        }
    }

    @Test
    void everyFolderIsAFunctions() throws IOException {
        List<String> functions =
                modules().stream().<String>map(FunctionModule::name).toList();
        try (Stream<Path> folders = Files.list(SampleEvents.ROOT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(functions);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyOneIsOfItsFunctionsForm(SampleEvents.Sample sample) {
        assertThat((Object) SampleEvents.read(sample.module(), sample.file())).isNotNull();
    }

    /** Rewritten by {@code scripts/approve functions/invoke}. */
    @Test
    void thoseOfDetectChangesAreAsTheTablesStreamIs() throws IOException {
        try (LocalDynamoDb local = LocalDynamoDb.inMemory()) {
            new TableCreator(local.client()).createIfMissing("grantkeeper");
            Given.ofTheSamples().observed(new DynamoDbTable(local.client(), "grantkeeper"));
            StreamRecords records = StreamRecords.of(local, "grantkeeper");
            assertIs("happy.json", records.event(1));
            assertIs("duplicate.json", records.event(2));
        }
    }

    private static void assertIs(String name, String expected) throws IOException {
        Path file = SampleEvents.ROOT.resolve("detect-changes").resolve(name);
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).hasContent(expected);
    }

    /** Two functions may be in one bundle, and the script has to know in which. */
    @Test
    void everyFunctionIsFoundInItsBundleByTheScript() throws IOException {
        String script = Files.readString(Path.of("../../scripts/invoke"));
        assertThat(Functions.modules()).allMatch(module -> {
            var named = Pattern.compile("(?<![a-z-])" + module.name() + "\\) module=([a-z-]+)")
                    .matcher(script);
            return Files.isDirectory(Path.of("..", named.find() ? named.group(1) : module.name(), "src"));
        });
    }
}
