package io.grantkeeper.cli;

import io.grantkeeper.cli.server.ConsoleApiStores;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.policy.intent.PolicySet.Source;
import io.grantkeeper.policy.store.StoredPolicy;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "apply",
        description = {
            "Puts all given policy documents in force, or none of them. A new or changed policy starts in training.",
            "Policies in force that are not named stay unchanged."
        })
final class PolicyApplyCommand extends PolicyStatusCommand {
    @Mixin
    private RequesterOption by = new RequesterOption();

    @Parameters(paramLabel = "FILE|FOLDER", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    boolean canUseServer() {
        return true;
    }

    /**
     * Checks all documents before it puts the first one into force, because the API accepts only one document at a
     * time.
     */
    @Override
    List<StoredPolicy> policies(TenantId tenant, ConsoleApiStores server) {
        List<Source> sources = PolicyFiles.read(paths);
        for (Source source : sources) {
            JsonNode checked = server.client().post("policies/check", text(source));
            if (checked.path("policy").isNull()) {
                throw new IllegalArgumentException("%s is not valid: %s"
                        .formatted(
                                source.name(),
                                checked.path("lint").path(0).path("message").asString("see 'policy check'")));
            }
        }
        Set<String> names = new HashSet<>();
        for (Source source : sources) {
            names.add(server.client()
                    .post("policies", text(source))
                    .path("policy")
                    .path("name")
                    .asString(""));
        }
        return server.policies().all(tenant).stream()
                .filter(policy -> names.contains(policy.name()))
                .toList();
    }

    private static ObjectNode text(Source source) {
        return JsonNodeFactory.instance.objectNode().put("text", source.text());
    }

    @Override
    List<StoredPolicy> policies(OpenLadder open) {
        return open.govern().apply(open.tenant(), PolicyFiles.read(paths), by.requester());
    }
}
