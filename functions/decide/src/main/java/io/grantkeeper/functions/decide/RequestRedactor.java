package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AttributeValueJson;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reduces a request to what may be stored: everything that policies use, but no secrets or payloads. Arguments and
 * bodies become digests, so that anyone who has an original can prove that it matches. A value is omitted if its name
 * suggests a credential or if it looks like one.
 */
final class RequestRedactor {
    private static final AttributeValue LEFT_OUT = AttributeValue.of("[left out]");
    private static final int LONGEST = 256;
    private static final Set<String> PAYLOADS =
            Set.of("arguments", "args", "input", "payload", "body", "content", "message", "text", "prompt", "data");
    private static final Pattern SECRET_NAME = Pattern.compile(
            "password|passwd|secret|token|api[-_]?key|authorization|cookie|credential|private[-_]?key|assertion");
    /**
     * Matches secrets anywhere in a string, because a URL or a command line can contain a token. A search takes linear
     * time: the only unbounded part, the header of a JWT, is searched once per run of characters.
     */
    private static final Pattern SECRET =
            Pattern.compile("(?<![\\w-])(?=[\\w-]*?(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{8})[\\w-]++\\.[A-Za-z0-9_-]{8}"
                    + "|(?<![A-Za-z0-9])((sk|pk|rk)[-_][A-Za-z0-9_-]{16}|gh[pousr]_\\w{20}"
                    + "|github_pat_\\w{20}|xox[a-z]-[\\w-]{10}|A[KS]IA[A-Z0-9]{16}|AIza[\\w-]{30}"
                    + "|(?i:bearer|basic) [A-Za-z0-9+/=._~-]{16})|-----BEGIN |^(?i:bearer|basic) .{8}");

    private RequestRedactor() {}

    static AccessRequest of(AccessRequest request) {
        return new AccessRequest(
                party(request.subject()),
                text(request.action()),
                members(request.actionProperties()),
                party(request.resource()),
                members(request.context()),
                request.actors().stream().map(RequestRedactor::text).toList(),
                request.at());
    }

    private static AuthZenEntity party(AuthZenEntity party) {
        return new AuthZenEntity(text(party.type()), text(party.id()), members(party.properties()));
    }

    private static Map<String, AttributeValue> members(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> kept = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> kept.put(text(name), member(name.toLowerCase(Locale.ROOT), value)));
        return kept;
    }

    private static AttributeValue member(String name, AttributeValue value) {
        if (name.endsWith("_digest")) {
            return value(value);
        }
        if (SECRET_NAME.matcher(name).find()) {
            return LEFT_OUT;
        }
        return PAYLOADS.contains(name) ? digest(value) : value(value);
    }

    private static AttributeValue value(AttributeValue value) {
        return switch (value) {
            case AttributeValue.TextValue(String text) -> AttributeValue.of(text(text));
            case AttributeValue.ListValue(var values) ->
                new AttributeValue.ListValue(
                        values.stream().map(RequestRedactor::value).toList());
            case AttributeValue.ObjectValue(var members) -> new AttributeValue.ObjectValue(members(members));
            case AttributeValue.IntegerValue _, AttributeValue.DecimalValue _, AttributeValue.BooleanValue _ -> value;
        };
    }

    private static String text(String text) {
        if (SECRET.matcher(text).find()) {
            return "[left out]";
        }
        return text.length() > LONGEST ? PolicyVersion.ofText(text).value() : text;
    }

    private static AttributeValue digest(AttributeValue value) {
        String json = JsonTrees.write(AttributeValueJson.object(Map.of("", value)));
        return AttributeValue.of(PolicyVersion.ofText(json).value());
    }
}
