package io.grantkeeper.functions.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.property.testkit.HostileNames;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a log line shows nothing harmful and still contains the name as it was received. */
class HostileNamesInLogsTest {
    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void areEscapedInOneLine(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LogOutput console =
                new LogOutput(new PrintStream(out, true, UTF_8), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        new JsonLogger("Hear", console).log(Level.WARNING, "app {0} was not read", name);
        String line = out.toString(UTF_8);
        assertThat(line).hasLineCount(1);
        assertThat(HostileNames.firstHarmful(line.replaceAll("[\u031b\u0321\u0322\u0334\u0335]", "")))
                .isEmpty();
        assertThat(ModelJson.mapper().readTree(line).path("message").asString())
                .isEqualTo("app " + name + " was not read");
    }
}
