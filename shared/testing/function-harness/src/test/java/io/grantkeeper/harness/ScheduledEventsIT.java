package io.grantkeeper.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals.Snapshot;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.identity.json.ModelJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.BeanRegistrar;
import tools.jackson.databind.JsonNode;

/**
 * Tests that a scheduled function that finds nothing to do consumes exactly the read and write capacity that the cost
 * calculator assumes.
 */
class ScheduledEventsIT {
    private static final Path MEASUREMENTS =
            Path.of("../../../shared/cli/src/main/resources/io/grantkeeper/cli/cost/measurements.json");

    private static LocalEnvironment surroundings;
    private static FunctionApplicationContext functions;
    private static DynamoDbTable table;

    @BeforeAll
    static void start() {
        Clock clock = Clock.systemUTC();
        surroundings = new LocalEnvironment(clock.instant());
        AtomicReference<DynamoDbTable> met = new AtomicReference<>();
        BeanRegistrar ports = (registry, environment) -> {
            RecordingPorts.over(surroundings, clock).register(registry, environment);
            // The ports count the consumed capacity.
            registry.registerBean(
                    "met",
                    String.class,
                    spec -> spec.supplier(beans -> {
                        met.set(beans.bean(DynamoDbTable.class));
                        return "met";
                    }));
        };
        functions = FunctionApplicationContext.start(FunctionApplicationContext.modules(), ports);
        table = met.get();
    }

    @AfterAll
    static void stop() {
        functions.close();
        surroundings.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish-signals", "seal-ledger", "escalate", "run-review", "enforce", "promote-policies"})
    void idleScheduledRunConsumesCapacityStatedInCostModel(String function) throws IOException {
        handle(function); // the first run processes the sample rows
        Snapshot before = table.consumed().snapshot();
        handle(function);
        Snapshot tick = table.consumed().snapshot().since(before);
        JsonNode estimated = ModelJson.mapper()
                .readTree(Files.readString(MEASUREMENTS, UTF_8))
                .path("functions")
                .path(function)
                .path("tick");
        // For a query that finds nothing, DynamoDB charges half a read unit and DynamoDB Local charges none, so half a
        // unit is added for each query.
        assertThat(tick.readUnits() + tick.readRequests() * 0.5)
                .isEqualTo(estimated.path("read").asDouble());
        assertThat(tick.writeUnits()).isEqualTo(estimated.path("write").asDouble());
    }

    private static void handle(String function) {
        handle(FunctionApplicationContext.module(function), SampleEventFiles.ROOT.resolve(function, "happy.json"));
    }

    private static <I, O> void handle(FunctionModule<I, O> module, Path file) {
        var _ = functions.function(module).apply(SampleEventFiles.read(module, file));
    }
}
