package io.grantkeeper.demo;

import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.anthropic.AnthropicTenant;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.SimulatedTable;
import io.grantkeeper.simulator.entra.EntraTenant;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Repeatedly expands many grants of a tenant and reverts the expansions. If a listing is read in the meantime, it shows
 * some rows in the state before such a change and others in the state after it. A row that moves between pages is shown
 * in both states.
 */
final class CampaignFlips {
    private final ProviderSimulator simulator;
    private final List<Runnable> undo = new ArrayList<>();

    CampaignFlips(ProviderSimulator simulator) {
        this.simulator = simulator;
    }

    /** Expands grants of these providers, or reverts the expansions of the previous call. */
    void flip(List<String> providers) {
        if (undo.isEmpty()) {
            providers.forEach(this::expand);
        } else {
            end();
        }
    }

    /** Reverts all current expansions. */
    void end() {
        undo.forEach(Runnable::run);
        undo.clear();
    }

    private void expand(String provider) {
        switch (provider) {
            case "github" -> {
                var tenant = simulator.company().gitHub();
                tenant.installations().all().stream()
                        .filter(one -> one.suspendedAt().isEmpty()
                                && one.appId() != tenant.ownAppId()
                                && !one.permissions().containsKey("secrets"))
                        .forEach(one -> update(
                                tenant.installations(),
                                one.id(),
                                row -> withSecrets(row, true),
                                row -> withSecrets(row, false)));
            }
            case "microsoft" -> expandEntra(simulator.entraDouble().tenant());
            case "openai" ->
                simulator.openAiDouble().tenant().serviceAccounts().all().stream()
                        .filter(one -> one.role().equals("member"))
                        .forEach(one -> update(
                                simulator.openAiDouble().tenant().serviceAccounts(),
                                one.id(),
                                row -> withRole(row, "owner"),
                                row -> withRole(row, "member")));
            case "anthropic" ->
                simulator.anthropicDouble().tenant().serviceAccounts().all().stream()
                        .filter(one -> one.role().equals("developer"))
                        .forEach(one -> update(
                                simulator.anthropicDouble().tenant().serviceAccounts(),
                                one.id(),
                                row -> withRole(row, "admin"),
                                row -> withRole(row, "developer")));
            default -> {} // no listing of this provider has grants on several pages
        }
    }

    private <K extends Comparable<K>, V> void update(
            SimulatedTable<K, V> table, K key, UnaryOperator<V> change, UnaryOperator<V> back) {
        var _ = table.update(key, change);
        undo.add(() -> {
            var _ = table.update(key, back);
        });
    }

    private static GitHubInstallation withSecrets(GitHubInstallation one, boolean secrets) {
        SortedMap<String, String> permissions = new TreeMap<>(one.permissions());
        if (secrets) {
            permissions.put("secrets", "write");
        } else {
            permissions.remove("secrets");
        }
        return new GitHubInstallation(
                one.id(),
                one.appId(),
                one.slug(),
                one.clientId(),
                one.allRepositories(),
                permissions,
                one.events(),
                one.installer(),
                one.createdAt(),
                one.updatedAt(),
                one.suspendedAt(),
                one.suspendedBy());
    }

    private static OpenAiTenant.ServiceAccount withRole(OpenAiTenant.ServiceAccount one, String role) {
        return new OpenAiTenant.ServiceAccount(one.id(), one.project(), one.name(), role, one.created());
    }

    private static AnthropicTenant.ServiceAccount withRole(AnthropicTenant.ServiceAccount one, String role) {
        return new AnthropicTenant.ServiceAccount(
                one.id(), one.name(), role, one.creator(), one.created(), one.archived());
    }

    private void expandEntra(EntraTenant tenant) {
        String expanding = CampaignDays.EXPANDING.getOrDefault("microsoft", "");
        tenant.grants().all().stream()
                .filter(grant -> !String.valueOf(grant.get("scope")).contains(expanding))
                .forEach(grant -> {
                    String id = String.valueOf(grant.get("id"));
                    Object before = grant.get("scope");
                    tenant.grants().set(id, "scope", before + " " + expanding);
                    undo.add(() -> tenant.grants().set(id, "scope", before));
                });
    }
}
