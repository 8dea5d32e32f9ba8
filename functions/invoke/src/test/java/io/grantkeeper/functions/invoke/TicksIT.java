package io.grantkeeper.functions.invoke;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.aws.dynamodb.ConsumedUnits.Snapshot;
import io.grantkeeper.aws.dynamodb.DynamoDbTable;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
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

/** What a clock's function reads and writes though there is nothing to do is what the calculator of costs takes it for. */
class TicksIT {
    private static final Path MEASUREMENTS =
            Path.of("../local-suite/src/main/resources/io/grantkeeper/local/cost/measurements.json");

    private static Surroundings surroundings;
    private static Functions functions;
    private static DynamoDbTable table;

    @BeforeAll
    static void start() {
        Clock clock = Clock.systemUTC();
        surroundings = new Surroundings(clock.instant());
        AtomicReference<DynamoDbTable> met = new AtomicReference<>();
        BeanRegistrar ports = (registry, environment) -> {
            SamplePorts.over(surroundings, clock).register(registry, environment);
            // The one that counts what the functions consume.
            registry.registerBean(
                    "met",
                    String.class,
                    spec -> spec.supplier(beans -> {
                        met.set(beans.bean(DynamoDbTable.class));
                        return "met";
                    }));
        };
        functions = Functions.start(Functions.modules(), ports);
        table = met.get();
    }

    @AfterAll
    static void stop() {
        functions.close();
        surroundings.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish-signals", "seal-ledger", "escalate", "run-review", "enforce", "climb-ladder"})
    void ofAFunctionThatFindsNothingToDo(String function) throws IOException {
        handle(function); // the first one finds what the samples are about
        Snapshot before = table.consumed().snapshot();
        handle(function);
        Snapshot tick = table.consumed().snapshot().since(before);
        JsonNode reckoned = ModelJson.mapper()
                .readTree(Files.readString(MEASUREMENTS, UTF_8))
                .path("functions")
                .path(function)
                .path("tick");
        // DynamoDB takes half a unit for a query that finds nothing, DynamoDB Local none: so half a unit more for each.
        assertThat(tick.readUnits() + tick.readRequests() * 0.5)
                .isEqualTo(reckoned.path("read").asDouble());
        assertThat(tick.writeUnits()).isEqualTo(reckoned.path("write").asDouble());
    }

    private static void handle(String function) {
        handle(Functions.module(function), SampleEvents.ROOT.resolve(function, "happy.json"));
    }

    private static <I, O> void handle(FunctionModule<I, O> module, Path file) {
        var _ = functions.function(module).apply(SampleEvents.read(module, file));
    }
}
