package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The target of a revocation, with the steps that revoke it. */
sealed interface OpenAiRevocationTarget {
    record Deletion(URI address, List<String> consequences) implements OpenAiRevocationTarget {
        public Deletion {
            consequences = List.copyOf(consequences);
        }

        List<String> calls() {
            return List.of("DELETE " + address.getPath());
        }
    }

    record Deactivation(URI address, String body, List<String> consequences) implements OpenAiRevocationTarget {
        public Deactivation {
            consequences = List.copyOf(consequences);
        }

        List<String> calls() {
            return List.of("POST " + address.getPath() + " " + body);
        }
    }

    /** A target that no API call can revoke. */
    record Manual(String reason, List<String> steps) implements OpenAiRevocationTarget {
        public Manual {
            steps = List.copyOf(steps);
        }
    }

    static OpenAiRevocationTarget of(OpenAiClient api, RevocationTarget target) {
        NonHumanIdentity holder = target.holder();
        String id = holder.id().externalId();
        String project = holder.attributes().getOrDefault(OpenAiIds.PROJECT, "");
        return switch (holder.form()) {
            case OpenAiAdminKeysStream.FORM ->
                new Deletion(
                        api.inOrganization("admin_api_keys", id).uri(),
                        List.of(
                                "No one can use the admin key '%s' to administer the organization any longer."
                                        .formatted(holder.displayName()),
                                "If Grantkeeper itself reads with this key, this connection will stop working until it has another key.",
                                "The key cannot be restored. An owner must create a new one."));
            case OpenAiProjectKeysStream.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : new Deletion(
                                api.inOrganization("projects", project, "api_keys", id)
                                        .uri(),
                                List.of(
                                        "Apps that call OpenAI with the key '%s' of project '%s' will fail immediately."
                                                .formatted(holder.displayName(), projectName(holder, project)),
                                        "Other keys of the same owner keep working. This key cannot be restored."));
            case OpenAiServiceAccountsStream.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : new Deletion(
                                api.inOrganization("projects", project, "service_accounts", id)
                                        .uri(),
                                List.of(
                                        "Deletes the service account '%s' of project '%s'. All its keys will stop working."
                                                .formatted(holder.displayName(), projectName(holder, project)),
                                        "The account cannot be restored. Create a new one with new keys instead."));
            case OpenAiCertificatesStream.FORM ->
                new Deactivation(
                        api.inOrganization("certificates", "deactivate").uri(),
                        JsonMapper.shared().writeValueAsString(Map.of("certificate_ids", List.of(id))),
                        List.of(
                                "Callers that authenticate with the certificate '%s' are rejected wherever the"
                                                .formatted(holder.displayName())
                                        + " organization requires one.",
                                "Projects that activated the certificate themselves keep it. It can be activated again."));
            default ->
                new Manual(
                        "Grantkeeper knows no way to revoke the access of an identity of type '%s'."
                                .formatted(holder.form()),
                        List.of("Look for the identity in the organization's settings on platform.openai.com."));
        };
    }

    private static String projectName(NonHumanIdentity holder, String project) {
        return holder.attributes().getOrDefault(OpenAiIds.PROJECT_NAME, project);
    }

    private static OpenAiRevocationTarget unknownProject() {
        return new Manual(
                "The project that the key or service account belongs to is unknown.",
                List.of(
                        "Open the organization's settings on platform.openai.com, find the key or service account, and delete it there."));
    }
}
