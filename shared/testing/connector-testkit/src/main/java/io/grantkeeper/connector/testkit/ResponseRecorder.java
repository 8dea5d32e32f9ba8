package io.grantkeeper.connector.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Records a double's responses, without tokens and without values that change from run to run. */
final class ResponseRecorder implements TrafficInterceptor {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Members that contain tokens in the responses of token endpoints. */
    private static final Set<String> TOKENS = Set.of("token", "access_token", "refresh_token", "id_token");

    private static final Set<String> PASSING =
            Set.of("date", "server", "etag", "last-modified", "x-request-id", "x-github-request-id", "content-length");

    private record Answered(ReceivedCall call, ProviderDoubleResponse answer) {}

    private final List<ReceivedCall> calls = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();

    @Override
    public synchronized java.util.Optional<InjectedFault> fault(ReceivedCall call) {
        calls.add(call);
        return java.util.Optional.empty();
    }

    /** Records the response to the latest call; a stream is read one call at a time. */
    @Override
    public synchronized ProviderDoubleResponse change(ProviderDoubleResponse answer) {
        answered.add(new Answered(calls.getLast(), answer));
        return answer;
    }

    synchronized ProviderRecording recording(ProviderDouble provider, TestConnection connected, Instant at) {
        Map<String, String> servers = new TreeMap<>();
        provider.baseUrls().forEach((setting, uri) -> servers.put(setting, uri.getRawPath()));
        List<ProviderRecording.Exchange> exchanges = new ArrayList<>();
        for (Answered one : answered) {
            ProviderDoubleResponse answer = withPlaceholders(one.answer, provider, connected);
            TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers());
            headers.keySet().removeIf(name -> PASSING.contains(name) || name.startsWith("x-ratelimit"));
            exchanges.add(new ProviderRecording.Exchange(
                    one.call.server(),
                    one.call.method(),
                    one.call.path(),
                    one.call.query(),
                    answer.status(),
                    headers,
                    body(answer.body())));
        }
        return new ProviderRecording(at, new TreeMap<>(provider.settings()), new TreeMap<>(servers), exchanges);
    }

    private static ProviderDoubleResponse withPlaceholders(
            ProviderDoubleResponse answer, ProviderDouble provider, TestConnection connected) {
        ProviderDoubleResponse changed = answer;
        for (String setting : provider.baseUrls().keySet()) {
            String address = connected.session().connection().requiredSetting(setting);
            String path = provider.baseUrls().get(setting).getRawPath();
            changed = changed.replace(address.substring(0, address.length() - path.length()), "{{" + setting + "}}");
        }
        return changed;
    }

    private static JsonNode body(String text) {
        if (text.isEmpty()) {
            return NullNode.getInstance();
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            withoutTokens(node);
            return node;
        } catch (JacksonException _) {
            return StringNode.valueOf(text);
        }
    }

    private static void withoutTokens(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TOKENS.stream()
                    .filter(name -> object.path(name).isString())
                    .forEach(name -> object.put(name, "not-recorded"));
        }
        node.forEach(ResponseRecorder::withoutTokens);
    }
}
