package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.runtime.AwsPortFactory;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.runtime.FunctionModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;

/** Tests that each function can start with the environment variables in its template: none is missing or misspelled. */
class EventWiringTest {
    private static final SynthesizedTemplates ACME = SynthesizedTemplates.of("acme");

    static List<FunctionModule<?, ?>> modules() {
        return FunctionApplicationContext.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void startsEveryFunctionWithVariablesFromTemplate(FunctionModule<?, ?> module) {
        JsonNode variables = ACME.byName("AWS::Lambda::Function", "FunctionName")
                .get("grantkeeper-" + module.name())
                .at("/Environment/Variables");
        Map<String, String> environment = new TreeMap<>(Map.of("AWS_REGION", "eu-central-1"));
        variables.properties().forEach(variable -> environment.put(variable.getKey(), deployedValue(variable)));
        assertThat(missing(module, environment)).isEmpty();
    }

    /**
     * Starts a function and returns a description of the environment variable that is missing; empty if none is
     * missing. A function that already calls AWS during its start has found all variables that it needs.
     */
    private static Optional<String> missing(FunctionModule<?, ?> module, Map<String, String> environment) {
        try (FunctionApplicationContext _ =
                FunctionApplicationContext.start(List.of(module), new AwsPortFactory(environment))) {
            return Optional.empty();
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof SdkException)) {
                cause = cause.getCause();
            }
            return cause instanceof SdkException ? Optional.empty() : Optional.of(cause.toString());
        }
    }

    /**
     * Returns the value that an environment variable has after deployment. The variable for the configuration then
     * contains the content of the configuration's secret.
     */
    private static String deployedValue(Map.Entry<String, JsonNode> variable) {
        if (variable.getKey().equals("GRANTKEEPER_CONFIG")) {
            return ACME.installation().document();
        }
        if (variable.getValue().isString()) {
            return variable.getValue().asString();
        }
        return variable.getKey().endsWith("_URL") ? "https://made.example.com/123456789012/x" : "made";
    }
}
