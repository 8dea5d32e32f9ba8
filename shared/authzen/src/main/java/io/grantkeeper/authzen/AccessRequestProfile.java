package io.grantkeeper.authzen;

import io.grantkeeper.authzen.AccessRequestService.Denial;
import io.grantkeeper.authzen.AccessRequestService.Status;
import io.grantkeeper.authzen.AccessRequestService.Submission;
import io.grantkeeper.authzen.AccessRequestService.Task;
import io.grantkeeper.identity.json.JsonTrees;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The wire format of the AuthZEN access request profile. The profile is a working group draft, so its names may still
 * change.
 */
final class AccessRequestProfile {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * The delay in seconds before a caller should poll again. Polling more often is pointless, because a person must
     * answer the request.
     */
    private static final String RETRY_AFTER = "5";

    private final PdpMetadata metadata;
    private final AccessRequestService requests;

    AccessRequestProfile(PdpMetadata metadata, AccessRequestService requests) {
        this.metadata = metadata;
        this.requests = requests;
    }

    AuthZenResponse submit(AuthZenHttpRequest call, AuthZenCaller caller, JsonNode body) {
        Task task = requests.submit(caller, submission(call, caller, body));
        return answer(task.status() == Status.PENDING ? 202 : 201, task).withHeader("Location", url(task));
    }

    AuthZenResponse status(AuthZenCaller caller, String id) {
        return answer(200, requests.status(caller, id));
    }

    AuthZenResponse cancel(AuthZenCaller caller, String id) {
        return answer(200, requests.cancel(caller, id));
    }

    private static Submission submission(AuthZenHttpRequest call, AuthZenCaller caller, JsonNode body) {
        var parts = EvaluationEndpoint.RequestParts.parse(body);
        var context = AuthZenRequestReader.context(body.get("context"));
        JsonNode denial = AuthZenRequestReader.optionalObject(body.get("denial"), "denial")
                .orElseThrow(() -> RequestRejectedException.ofProfile(
                        400,
                        "not_requestable",
                        "'denial' is missing; echo the 'context' of the denial, including 'binding_token'"));
        return new Submission(
                parts.toRequest(context, caller, Instant.EPOCH),
                new Denial(
                        AuthZenRequestReader.optionalText(denial, "binding_token", "denial"),
                        AuthZenRequestReader.optionalText(denial, "evaluation_id", "denial")),
                AuthZenRequestReader.optionalObject(body.get("context"), "context")
                        .flatMap(object ->
                                AuthZenRequestReader.optionalText(object, "business_justification", "context")),
                until(body),
                call.header("Idempotency-Key"));
    }

    private static Optional<Instant> until(JsonNode body) {
        return AuthZenRequestReader.optionalObject(body.get("requested_access"), "requested_access")
                .flatMap(wanted -> AuthZenRequestReader.optionalText(wanted, "requested_until", "requested_access"))
                .map(AccessRequestProfile::instant);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw RequestRejectedException.badRequest(
                    "'requested_access.requested_until' must look like 2026-11-24T18:00:00Z");
        }
    }

    private AuthZenResponse answer(int status, Task task) {
        ObjectNode answer = NODES.objectNode();
        ObjectNode json = answer.putObject("task");
        json.put("id", task.id());
        json.put("status", task.status().code());
        json.put("status_endpoint", url(task));
        json.put("expires_at", task.expires().toString());
        task.ended().ifPresent(ended -> json.put("ended_at", ended.toString()));
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
        AuthZenResponse http = AuthZenResponse.json(status, JsonTrees.write(answer));
        return pending ? http.withHeader("Retry-After", RETRY_AFTER) : http;
    }

    private String url(Task task) {
        return metadata.url(AuthZenRoute.TASK) + task.id();
    }

    /** Formats an error as a problem document (RFC 9457), as the access request profile requires. */
    static AuthZenResponse problem(String problem, RequestRejectedException refused) {
        ObjectNode json = NODES.objectNode();
        json.put("type", "urn:openid:authzen:access-request:error:" + problem);
        json.put("title", problem.replace('_', ' '));
        json.put("status", refused.status());
        json.put("detail", refused.message());
        return AuthZenResponse.json(refused.status(), JsonTrees.write(json))
                .withHeader("Content-Type", "application/problem+json");
    }
}
