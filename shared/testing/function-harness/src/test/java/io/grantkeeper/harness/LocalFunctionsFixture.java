package io.grantkeeper.harness;

import io.grantkeeper.functions.runtime.FunctionContext;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts all functions, with their real adapters, over a local environment for each test. */
abstract class LocalFunctionsFixture {
    LocalEnvironment environment;
    FunctionContext functions;

    @BeforeEach
    final void start() {
        Clock clock = Clock.systemUTC();
        environment = new LocalEnvironment(clock.instant());
        functions = FunctionContext.start(FunctionContext.modules(), RecordingPorts.over(environment, clock));
    }

    @AfterEach
    final void stop() {
        functions.close();
        environment.close();
    }
}
