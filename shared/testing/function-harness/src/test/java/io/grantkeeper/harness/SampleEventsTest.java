package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.aws.dynamodb.TableCreator;
import io.grantkeeper.aws.local.LocalDynamoDb;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that every function has a complete set of sample events, in the format that the function receives. */
class SampleEventsTest {
    static List<FunctionModule<?, ?>> modules() {
        return FunctionApplicationContext.modules();
    }

    static Stream<SampleEventFiles.Sample> samples() {
        return SampleEventFiles.all();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyFunctionHasSamples(FunctionModule<?, ?> module) {
        List<String> names = SampleEventFiles.files(module).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertThat(names).allMatch(name -> name.matches("(happy|duplicate|malformed)(-[a-z-]+)?\\.json"));
        for (String kind : List.of("happy", "duplicate", "malformed")) {
            assertThat(names).as("samples of %s", module.name()).anyMatch(name -> name.startsWith(kind));
        }
    }

    @Test
    void everySampleFolderBelongsToAFunction() throws IOException {
        List<String> functions =
                modules().stream().<String>map(FunctionModule::name).toList();
        try (Stream<Path> folders = Files.list(SampleEventFiles.ROOT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(functions);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleParsesAsInputOfItsFunction(SampleEventFiles.Sample sample) {
        assertThat((Object) SampleEventFiles.read(sample.module(), sample.file()))
                .isNotNull();
    }

    /**
     * Tests that the samples of {@code detect-changes} contain the same records as the table's DynamoDB stream after
     * the observations are stored. {@code scripts/approve shared/testing/function-harness} rewrites the samples.
     */
    @Test
    void detectChangesSamplesMatchRecordsOfTableStream() throws IOException {
        try (LocalDynamoDb local = LocalDynamoDb.inMemory()) {
            new TableCreator(local.client()).createIfMissing("grantkeeper");
            SampleInventory.forSamples().storeObservations(new DynamoDbTable(local.client(), "grantkeeper"));
            StreamRecords records = StreamRecords.of(local, "grantkeeper");
            assertSampleEquals("happy.json", records.event(1));
            assertSampleEquals("duplicate.json", records.event(2));
        }
    }

    private static void assertSampleEquals(String name, String expected) throws IOException {
        Path file = SampleEventFiles.ROOT.resolve("detect-changes").resolve(name);
        if (Boolean.getBoolean("grantkeeper.approve")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file).hasContent(expected);
    }

    /**
     * Tests that {@code scripts/invoke} finds the module of every function, even if a module's bundle contains two
     * functions.
     */
    @Test
    void scriptFindsTheBundleOfEveryFunction() throws IOException {
        String script = Files.readString(Path.of("../../../scripts/invoke"));
        assertThat(FunctionApplicationContext.modules()).allMatch(module -> {
            var named = Pattern.compile("(?<![a-z-])" + module.name() + "\\) module=([a-z-]+)")
                    .matcher(script);
            return Files.isDirectory(
                    Path.of("../../../functions", named.find() ? named.group(1) : module.name(), "src"));
        });
    }
}
