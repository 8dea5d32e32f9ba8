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

/** Writes down what a double answers, without tokens and without what changes from run to run. */
final class Recorder implements Interference {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** Members that hold tokens in the answers of token endpoints. */
    private static final Set<String> TOKENS = Set.of("token", "access_token", "refresh_token", "id_token");

    private static final Set<String> PASSING =
            Set.of("date", "server", "etag", "last-modified", "x-request-id", "x-github-request-id", "content-length");

    private record Answered(Call call, Answer answer) {}

    private final List<Call> calls = new ArrayList<>();
    private final List<Answered> answered = new ArrayList<>();

    @Override
    public synchronized java.util.Optional<Fault> fault(Call call) {
        calls.add(call);
        return java.util.Optional.empty();
    }

    /** Reading a stream is one call after the other, so the answer is the latest call's. */
    @Override
    public synchronized Answer change(Answer answer) {
        answered.add(new Answered(calls.getLast(), answer));
        return answer;
    }

    synchronized Recording recording(ProviderDouble provider, Connected connected, Instant at) {
        Map<String, String> servers = new TreeMap<>();
        provider.baseUrls().forEach((setting, uri) -> servers.put(setting, uri.getRawPath()));
        List<Recording.Exchange> exchanges = new ArrayList<>();
        for (Answered one : answered) {
            Answer answer = withPlaceholders(one.answer, provider, connected);
            TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers());
            headers.keySet().removeIf(name -> PASSING.contains(name) || name.startsWith("x-ratelimit"));
            exchanges.add(new Recording.Exchange(
                    one.call.server(),
                    one.call.method(),
                    one.call.path(),
                    one.call.query(),
                    answer.status(),
                    headers,
                    body(answer.body())));
        }
        return new Recording(at, new TreeMap<>(provider.settings()), new TreeMap<>(servers), exchanges);
    }

    private static Answer withPlaceholders(Answer answer, ProviderDouble provider, Connected connected) {
        Answer changed = answer;
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
        node.forEach(Recorder::withoutTokens);
    }
}
