package io.grantkeeper.harness;

import io.grantkeeper.functions.runtime.FunctionContext;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts all functions, with their real adapters, over a local environment for each test. */
abstract class LocalFunctionsFixture {
    LocalEnvironment surroundings;
    FunctionContext functions;

    @BeforeEach
    final void start() {
        Clock clock = Clock.systemUTC();
        surroundings = new LocalEnvironment(clock.instant());
        functions = FunctionContext.start(FunctionContext.modules(), RecordingPorts.over(surroundings, clock));
    }

    @AfterEach
    final void stop() {
        functions.close();
        surroundings.close();
    }
}
