package io.grantkeeper.infra.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.runtime.AwsPorts;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.Functions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.JsonNode;

/** Each function starts from the environment that its template gives it: no variable is missing, none is misspelt. */
class WiringTest {
    private static final Synthesised ACME = Synthesised.of("acme");

    static List<FunctionModule<?, ?>> modules() {
        return Functions.modules();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aFunctionFindsAllItsPortsInItsEnvironment(FunctionModule<?, ?> module) {
        JsonNode variables = ACME.byName("AWS::Lambda::Function", "FunctionName")
                .get("grantkeeper-" + module.name())
                .at("/Environment/Variables");
        Map<String, String> environment = new TreeMap<>(Map.of("AWS_REGION", "eu-central-1"));
        variables.properties().forEach(variable -> environment.put(variable.getKey(), onceMade(variable)));
        assertThat(missing(module, environment)).isEmpty();
    }

    /** A function that already asks AWS while it starts has found all that it needs to ask. */
    private static Optional<String> missing(FunctionModule<?, ?> module, Map<String, String> environment) {
        try (Functions _ = Functions.start(List.of(module), new AwsPorts(environment))) {
            return Optional.empty();
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null && !(cause instanceof SdkException)) {
                cause = cause.getCause();
            }
            return cause instanceof SdkException ? Optional.empty() : Optional.of(cause.toString());
        }
    }

    /** What AWS puts there when it makes the stack; the configuration is what its secret holds. */
    private static String onceMade(Map.Entry<String, JsonNode> variable) {
        if (variable.getKey().equals("GRANTKEEPER_CONFIG")) {
            return ACME.installation().document();
        }
        if (variable.getValue().isString()) {
            return variable.getValue().asString();
        }
        return variable.getKey().endsWith("_URL") ? "https://made.example.com/123456789012/x" : "made";
    }
}
