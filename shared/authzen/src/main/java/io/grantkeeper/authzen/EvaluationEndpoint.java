package io.grantkeeper.authzen;

import io.grantkeeper.authzen.DecisionPoint.Ruling;
import io.grantkeeper.authzen.DecisionPoint.Session;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The evaluation endpoints (sections 6 and 7 of the AuthZEN specification): one decision, or several in one call. */
final class EvaluationEndpoint {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final AuthZenRequestReader reader;

    EvaluationEndpoint(AuthZenRequestReader reader) {
        this.reader = reader;
    }

    ObjectNode evaluate(Supplier<Session> open, AuthZenCaller caller, JsonNode body) {
        RequestParts asked = RequestParts.parse(body);
        var context = AuthZenRequestReader.context(body.get("context"));
        Session session = open.get();
        return answer(session.decide(asked.toRequest(context, caller, session.now())));
    }

    /** Evaluates a batch. A body without items is evaluated as a single evaluation. */
    ObjectNode evaluateBatch(Supplier<Session> open, AuthZenCaller caller, JsonNode body) {
        EvaluationSemantic semantic = AuthZenRequestReader.semantic(body);
        List<JsonNode> items = reader.evaluations(body);
        if (items.isEmpty()) {
            return evaluate(open, caller, body);
        }
        requireShapes(body);
        Session session = open.get();
        ArrayNode answers = NODES.arrayNode();
        for (JsonNode item : items) {
            boolean permitted = false;
            try {
                RequestParts asked = RequestParts.withDefaults(item, body);
                var context = AuthZenRequestReader.context(RequestParts.firstPresent(item, body, "context"));
                Ruling ruling = session.decide(asked.toRequest(context, caller, session.now()));
                permitted = ruling.permitted();
                answers.add(answer(ruling));
            } catch (RequestRejectedException e) {
                answers.add(deniedItem(e));
            }
            if (semantic.stopsAfter(permitted)) {
                break;
            }
        }
        ObjectNode answer = NODES.objectNode();
        answer.set("evaluations", answers);
        return answer;
    }

    /**
     * Rejects default members of the wrong type. Such a member makes the whole call invalid, even if every item
     * overrides it.
     */
    private static void requireShapes(JsonNode body) {
        for (String member : List.of("subject", "action", "resource", "context")) {
            var _ = AuthZenRequestReader.optionalObject(body.get(member), member);
        }
    }

    private static ObjectNode answer(Ruling ruling) {
        ObjectNode answer = NODES.objectNode();
        answer.put("decision", ruling.permitted());
        if (!ruling.context().isEmpty()) {
            answer.set("context", AttributeValueJson.object(ruling.context()));
        }
        return answer;
    }

    /** Returns a denial for an item that is invalid (section 7.2.1 of the AuthZEN specification). */
    private static ObjectNode deniedItem(RequestRejectedException refused) {
        ObjectNode answer = NODES.objectNode();
        answer.put("decision", false);
        ObjectNode error = answer.putObject("context").putObject("error");
        error.put("status", refused.status());
        error.put("message", refused.message());
        return answer;
    }

    /** The parts of a request that do not depend on the time of evaluation. */
    record RequestParts(AuthZenEntity subject, AuthZenRequestReader.Action action, AuthZenEntity resource) {
        static RequestParts parse(JsonNode body) {
            return new RequestParts(
                    AuthZenRequestReader.entity(body.get("subject"), "subject"),
                    AuthZenRequestReader.action(body.get("action")),
                    AuthZenRequestReader.entity(body.get("resource"), "resource"));
        }

        /** Merges an item with the defaults. A member of the item replaces the whole default member. */
        static RequestParts withDefaults(JsonNode item, JsonNode body) {
            if (!item.isObject()) {
                throw RequestRejectedException.badRequest("the evaluation is %s; it must be an object"
                        .formatted(AuthZenRequestReader.describeShape(item)));
            }
            return new RequestParts(
                    AuthZenRequestReader.entity(firstPresent(item, body, "subject"), "subject"),
                    AuthZenRequestReader.action(firstPresent(item, body, "action")),
                    AuthZenRequestReader.entity(firstPresent(item, body, "resource"), "resource"));
        }

        private static @Nullable JsonNode firstPresent(JsonNode item, JsonNode body, String member) {
            JsonNode own = item.get(member);
            return own == null || own.isNull() ? body.get(member) : own;
        }

        AccessRequest toRequest(Map<String, AttributeValue> context, AuthZenCaller caller, Instant instant) {
            return new AccessRequest(
                    subject,
                    action.name(),
                    action.properties(),
                    resource,
                    context,
                    ActorChain.of(subject, caller),
                    instant);
        }
    }
}
