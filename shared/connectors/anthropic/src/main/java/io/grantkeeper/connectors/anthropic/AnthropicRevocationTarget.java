package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.revoke.Revocation;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;

/** Determines the steps that revoke a target. */
final class AnthropicRevocationTarget {
    private AnthropicRevocationTarget() {}

    static Revocation of(AnthropicClient api, RevocationTarget target) {
        NonHumanIdentity identity = target.holder();
        String id = identity.id().externalId();
        return switch (identity.form()) {
            case AnthropicKeyMapper.FORM ->
                call(
                        api.inOrganization("api_keys", id).uri(),
                        "{\"status\":\"inactive\"}",
                        List.of(
                                "Apps that call Anthropic with the key '%s' of workspace '%s' will fail immediately."
                                        .formatted(
                                                identity.displayName().text(),
                                                identity.attributes()
                                                        .getOrDefault(AnthropicIds.WORKSPACE_NAME, "unknown")),
                                "The key stays in the list as disabled. An admin can enable it again in the Console."),
                        true);
            case AnthropicServiceAccountsStream.FORM ->
                call(
                        api.inOrganization("service_accounts", id, "archive").uri(),
                        "{}",
                        List.of(
                                "Archives the service account '%s'. No one will be able to use it any longer."
                                        .formatted(identity.displayName()),
                                "Keys that belong to the account are listed separately. Disable them too."),
                        false);
            case AnthropicFederationRulesStream.FORM ->
                call(
                        api.inOrganization("federation_rules", id.substring(id.indexOf('/') + 1), "archive")
                                .uri(),
                        "{}",
                        List.of(
                                "Workloads that authenticate through the rule '%s' will be rejected immediately."
                                        .formatted(identity.displayName()),
                                "Tokens that were already issued stay valid until they expire."),
                        false);
            default ->
                new Revocation.Manual(
                        "Anthropic has no API call to revoke the access of an identity of type '%s'."
                                .formatted(identity.form()),
                        List.of("As an admin, open Admin keys in the Console's settings and delete the key there."));
        };
    }

    private static Revocation call(URI address, String body, List<String> consequences, boolean reversible) {
        return new Revocation.ApiCall(
                "POST " + address.getPath() + " " + body,
                AnthropicClient.post(address, body),
                consequences,
                reversible);
    }
}
