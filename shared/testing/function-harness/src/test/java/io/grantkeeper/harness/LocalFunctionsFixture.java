package io.grantkeeper.harness;

import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Starts all functions, with their real adapters, over a local environment for each test. */
abstract class LocalFunctionsFixture {
    LocalEnvironment environment;
    FunctionApplicationContext functions;

    @BeforeEach
    final void start() {
        Clock clock = Clock.systemUTC();
        environment = new LocalEnvironment(clock.instant());
        functions = FunctionApplicationContext.start(
                FunctionApplicationContext.modules(), RecordingPorts.over(environment, clock));
    }

    @AfterEach
    final void stop() {
        functions.close();
        environment.close();
    }
}
