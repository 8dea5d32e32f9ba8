package io.grantkeeper.authzen;

import io.grantkeeper.authzen.AccessRequests.Denial;
import io.grantkeeper.authzen.AccessRequests.Status;
import io.grantkeeper.authzen.AccessRequests.Submission;
import io.grantkeeper.authzen.AccessRequests.Task;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AccessRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The wire forms of the access-request profile (a draft of the working group: names may still move). */
final class AccessRequestProfile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** How soon a caller may look again; people answer, not machines. */
    private static final String RETRY_AFTER = "5";

    private final Metadata metadata;
    private final AccessRequests requests;

    AccessRequestProfile(Metadata metadata, AccessRequests requests) {
        this.metadata = metadata;
        this.requests = requests;
    }

    HttpAnswer submit(HttpCall call, Caller caller, JsonNode body) {
        Task task = requests.submit(caller, submission(call, caller, body));
        return answer(task.status() == Status.PENDING ? 202 : 201, task).with("Location", url(task));
    }

    HttpAnswer status(Caller caller, String id) {
        return answer(200, requests.status(caller, id));
    }

    HttpAnswer cancel(Caller caller, String id) {
        return answer(200, requests.cancel(caller, id));
    }

    private static Submission submission(HttpCall call, Caller caller, JsonNode body) {
        var subject = RequestReader.party(body.get("subject"), "subject");
        var action = RequestReader.action(body.get("action"));
        var resource = RequestReader.party(body.get("resource"), "resource");
        var context = RequestReader.context(body.get("context"));
        JsonNode denial = RequestReader.optionalObject(body.get("denial"), "denial")
                .orElseThrow(() -> RefusedException.ofProfile(
                        400,
                        "not_requestable",
                        "'denial' is missing; echo what 'context' of the denial said, with 'binding_token'"));
        List<String> chain = ActorChain.of(subject);
        return new Submission(
                new AccessRequest(
                        subject,
                        action.name(),
                        action.properties(),
                        resource,
                        context,
                        chain.isEmpty() ? caller.actors() : chain,
                        Instant.EPOCH),
                new Denial(
                        RequestReader.optionalText(denial, "binding_token", "denial"),
                        RequestReader.optionalText(denial, "evaluation_id", "denial")),
                RequestReader.optionalObject(body.get("context"), "context")
                        .flatMap(object -> RequestReader.optionalText(object, "business_justification", "context")),
                until(body),
                call.header("Idempotency-Key"));
    }

    private static Optional<Instant> until(JsonNode body) {
        return RequestReader.optionalObject(body.get("requested_access"), "requested_access")
                .flatMap(wanted -> RequestReader.optionalText(wanted, "requested_until", "requested_access"))
                .map(AccessRequestProfile::instant);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw RefusedException.badRequest("'requested_access.requested_until' must look like 2026-11-24T18:00:00Z");
        }
    }

    private HttpAnswer answer(int status, Task task) {
        ObjectNode answer = NODES.objectNode();
        ObjectNode json = answer.putObject("task");
        json.put("id", task.id());
        json.put("status", task.status().code());
        json.put("status_endpoint", url(task));
        json.put("expires_at", task.expires().toString());
        boolean pending = task.status() == Status.PENDING;
        if (pending) {
            json.putObject("links").put("cancel", url(task) + "/cancel");
        }
        task.approvedUntil().ifPresent(until -> {
            ObjectNode result = answer.putObject("result");
            result.put("mode", "reevaluate");
            ObjectNode approval = result.putObject("approval");
            approval.put("id", task.id());
            task.approvedAt().ifPresent(at -> approval.put("approved_at", at.toString()));
            approval.put("approved_until", until.toString());
        });
        HttpAnswer http = HttpAnswer.json(status, JsonTrees.write(answer));
        return pending ? http.with("Retry-After", RETRY_AFTER) : http;
    }

    private String url(Task task) {
        return metadata.url(Route.TASK) + task.id();
    }

    /** RFC 9457, as the profile asks. */
    static HttpAnswer problem(String problem, RefusedException refused) {
        ObjectNode json = NODES.objectNode();
        json.put("type", "urn:openid:authzen:access-request:error:" + problem);
        json.put("title", problem.replace('_', ' '));
        json.put("status", refused.status());
        json.put("detail", refused.message());
        return HttpAnswer.json(refused.status(), JsonTrees.write(json))
                .with("Content-Type", "application/problem+json");
    }
}
