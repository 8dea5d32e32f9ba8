package io.grantkeeper.functions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.FunctionTypeUtils;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry.FunctionInvocationWrapper;

/** Checks that Spring Cloud Function invokes functions and leaves their events and results as they are. */
class TypedFunctionCatalogTest {
    @Test
    void invokesFunctionWithSameEventAndReturnsSameResult() {
        AtomicReference<Object> received = new AtomicReference<>();
        APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
        Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function =
                lookup(APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class, event -> {
                    received.set(event);
                    return response;
                });
        APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();

        assertThat(function.apply(event)).isSameAs(response);
        assertThat(received.get()).isSameAs(event);
        assertThat(function).isInstanceOf(FunctionInvocationWrapper.class);
    }

    @Test
    void doesNotConvertTextThatLooksLikeJson() {
        Function<String, String> function = lookup(String.class, String.class, Function.identity());
        assertThat(function.apply("{\"a\": [1]}")).isEqualTo("{\"a\": [1]}");
    }

    /** A catalog with converters could treat a list as a batch and a map as headers. */
    @Test
    @SuppressWarnings({"rawtypes", "unchecked"}) // functions are registered by their raw classes
    void passesCollectionsUnchanged() {
        Function<List, List> lists = lookup(List.class, List.class, Function.identity());
        Function<Map, Map> maps = lookup(Map.class, Map.class, Function.identity());
        List<String> list = List.of("a", "b");
        Map<String, String> map = Map.of("a", "b");
        assertThat((Object) lists.apply(list)).isSameAs(list);
        assertThat((Object) maps.apply(map)).isSameAs(map);
    }

    @Test
    void listsFunctionsIfNameIsUnknown() {
        TypedFunctionCatalog catalog = TypedFunctionCatalog.of(List.of(
                registration("a", String.class, String.class, Function.identity()),
                registration("b", String.class, String.class, Function.identity())));
        assertThatThrownBy(() -> catalog.lookup("c")).hasMessage("function 'c' not found; use one of [a, b]");
    }

    private static <I, O> Function<I, O> lookup(Class<I> input, Class<O> output, Function<I, O> function) {
        return TypedFunctionCatalog.of(List.of(registration("function", input, output, function)))
                .lookup("function");
    }

    private static <I, O> FunctionRegistration<Function<I, O>> registration(
            String name, Class<I> input, Class<O> output, Function<I, O> function) {
        return new FunctionRegistration<>(function, name).type(FunctionTypeUtils.functionType(input, output));
    }
}
