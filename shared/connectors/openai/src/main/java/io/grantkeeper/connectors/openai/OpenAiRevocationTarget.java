package io.grantkeeper.connectors.openai;

import io.grantkeeper.connector.http.ProviderRequest.Body;
import io.grantkeeper.connector.http.ProviderRequest.Method;
import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Determines how to revoke a target: with an API call or with manual steps. */
final class OpenAiRevocationTarget {
    private OpenAiRevocationTarget() {}

    static Revocation of(OpenAiClient api, RevocationTarget target) {
        NonHumanIdentity identity = target.holder();
        String id = identity.id().externalId();
        String project = identity.attributes().getOrDefault(OpenAiIds.PROJECT, "");
        return switch (identity.form()) {
            case OpenAiAdminKeysStream.FORM ->
                deletion(
                        api.inOrganization("admin_api_keys", id).uri(),
                        List.of(
                                "No one can use the admin key '%s' to administer the organization any longer."
                                        .formatted(identity.displayName()),
                                "If Grantkeeper itself reads with this key, this connection will stop working until it has another key.",
                                "The key cannot be restored. An owner must create a new one."));
            case OpenAiProjectKeysStream.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : deletion(
                                api.inOrganization("projects", project, "api_keys", id)
                                        .uri(),
                                List.of(
                                        "Apps that call OpenAI with the key '%s' of project '%s' will fail immediately."
                                                .formatted(identity.displayName(), projectName(identity, project)),
                                        "Other keys of the same owner keep working. This key cannot be restored."));
            case OpenAiServiceAccountsStream.FORM ->
                project.isEmpty()
                        ? unknownProject()
                        : deletion(
                                api.inOrganization("projects", project, "service_accounts", id)
                                        .uri(),
                                List.of(
                                        "Deletes the service account '%s' of project '%s'. All its keys will stop working."
                                                .formatted(identity.displayName(), projectName(identity, project)),
                                        "The account cannot be restored. Create a new one with new keys instead."));
            case OpenAiCertificatesStream.FORM ->
                deactivation(
                        api.inOrganization("certificates", "deactivate").uri(),
                        JsonMapper.shared().writeValueAsString(Map.of("certificate_ids", List.of(id))),
                        List.of(
                                "Callers that authenticate with the certificate '%s' are rejected wherever the"
                                                .formatted(identity.displayName())
                                        + " organization requires one.",
                                "Projects that activated the certificate themselves keep it. The certificate can be activated again."));
            default ->
                new Revocation.Manual(
                        "Grantkeeper cannot revoke the access of an identity of type '%s'.".formatted(identity.form()),
                        List.of("Look for the identity in the organization's settings on platform.openai.com."));
        };
    }

    private static String projectName(NonHumanIdentity identity, String project) {
        return identity.attributes().getOrDefault(OpenAiIds.PROJECT_NAME, project);
    }

    private static Revocation unknownProject() {
        return new Revocation.Manual(
                "The project of this key or service account is unknown.",
                List.of(
                        "Find the key or service account in the organization's settings on platform.openai.com, and delete it there."));
    }

    private static Revocation deletion(URI address, List<String> consequences) {
        return new Revocation.ApiCall(
                "DELETE " + address.getPath(), OpenAiClient.change(Method.DELETE, address, null), consequences, false);
    }

    private static Revocation deactivation(URI address, String json, List<String> consequences) {
        return new Revocation.ApiCall(
                "POST " + address.getPath() + " " + json,
                OpenAiClient.change(Method.POST, address, new Body("application/json", json)),
                consequences,
                true);
    }
}
