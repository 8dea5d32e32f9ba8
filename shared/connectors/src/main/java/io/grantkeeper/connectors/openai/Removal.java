package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What it takes to take something away. */
sealed interface Removal {
    record Deletion(URI address, List<String> consequences) implements Removal {
        public Deletion {
            consequences = List.copyOf(consequences);
        }

        List<String> calls() {
            return List.of("DELETE " + address.getPath());
        }
    }

    record Deactivation(URI address, String body, List<String> consequences) implements Removal {
        public Deactivation {
            consequences = List.copyOf(consequences);
        }

        List<String> calls() {
            return List.of("POST " + address.getPath() + " " + body);
        }
    }

    /** Nothing that a call exists for. */
    record ByHand(String reason, List<String> steps) implements Removal {
        public ByHand {
            steps = List.copyOf(steps);
        }
    }

    static Removal of(OpenAiApi api, RevocationTarget target) {
        NonHumanIdentity holder = target.holder();
        String id = holder.id().externalId();
        String project = holder.attributes().getOrDefault(Naming.PROJECT, "");
        return switch (holder.form()) {
            case AdminKeys.FORM ->
                new Deletion(
                        api.at("admin_api_keys", id).uri(),
                        List.of(
                                "Whoever holds the admin key '%s' can no longer administer the organisation."
                                        .formatted(holder.displayName()),
                                "Where it is the key that Grantkeeper reads with, this connection stops until it has another.",
                                "It cannot be restored: an owner has to make a new one."));
            case ProjectKeys.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : new Deletion(
                                api.at("projects", project, "api_keys", id).uri(),
                                List.of(
                                        "Programs that call OpenAI with the key '%s' of project '%s' fail from now on."
                                                .formatted(holder.displayName(), projectName(holder, project)),
                                        "Other keys of its owner go on working; the same key cannot be restored."));
            case ServiceAccounts.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : new Deletion(
                                api.at("projects", project, "service_accounts", id)
                                        .uri(),
                                List.of(
                                        "The service account '%s' of project '%s' is deleted, and all its keys stop working."
                                                .formatted(holder.displayName(), projectName(holder, project)),
                                        "It cannot be restored: it has to be made anew, with new keys."));
            case Certificates.FORM ->
                new Deactivation(
                        api.at("certificates", "deactivate").uri(),
                        JsonMapper.shared().writeValueAsString(Map.of("certificate_ids", List.of(id))),
                        List.of(
                                "Callers that prove themselves with the certificate '%s' are refused wherever the"
                                                .formatted(holder.displayName())
                                        + " organisation demands one.",
                                "Projects that activated it themselves keep it; it can be activated again."));
            default ->
                new ByHand(
                        "Nothing is known that revokes what is held by a '%s'.".formatted(holder.form()),
                        List.of("Look for it in the organisation's settings on platform.openai.com."));
        };
    }

    private static String projectName(NonHumanIdentity holder, String project) {
        return holder.attributes().getOrDefault(Naming.PROJECT_NAME, project);
    }

    private static Removal unknownProject() {
        return new ByHand(
                "The project that it belongs to is not known here.",
                List.of("Open the organisation's settings on platform.openai.com, find it, and delete it there."));
    }
}
