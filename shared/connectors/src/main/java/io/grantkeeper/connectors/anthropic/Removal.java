package io.grantkeeper.connectors.anthropic;

import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;

/** What it takes to take something away. */
sealed interface Removal {
    /** A POST does it. */
    record Call(URI address, String body, List<String> consequences, boolean reversible) implements Removal {
        public Call {
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

    static Removal of(AnthropicApi api, RevocationTarget target) {
        NonHumanIdentity holder = target.holder();
        String id = holder.id().externalId();
        return switch (holder.form()) {
            case ApiKey.FORM ->
                new Call(
                        api.inOrganization("api_keys", id).uri(),
                        "{\"status\":\"inactive\"}",
                        List.of(
                                "Programs that call Anthropic with the key '%s' of workspace '%s' fail from now on."
                                        .formatted(
                                                holder.displayName(),
                                                holder.attributes().getOrDefault(Naming.WORKSPACE_NAME, "unknown")),
                                "The key stays listed, switched off: an admin can switch it on again in the Console."),
                        true);
            case ServiceAccounts.FORM ->
                new Call(
                        api.inOrganization("service_accounts", id, "archive").uri(),
                        "{}",
                        List.of(
                                "The service account '%s' is archived: nobody gets in as it any more."
                                        .formatted(holder.displayName()),
                                "Keys that are its own are listed apart; switch them off as well."),
                        false);
            case FederationRules.FORM ->
                new Call(
                        api.inOrganization("federation_rules", id.substring(id.indexOf('/') + 1), "archive")
                                .uri(),
                        "{}",
                        List.of(
                                "Workloads that get in by the rule '%s' are refused from now on."
                                        .formatted(holder.displayName()),
                                "Tokens that were given out before hold until they expire."),
                        false);
            default ->
                new ByHand(
                        "Anthropic has no call that takes away what is held by a '%s'.".formatted(holder.form()),
                        List.of("As an admin, open the Console's settings, Admin keys, and delete it there."));
        };
    }
}
