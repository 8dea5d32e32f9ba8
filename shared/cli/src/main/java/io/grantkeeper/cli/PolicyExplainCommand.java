package io.grantkeeper.cli;

import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.intent.PolicyExplanation;
import io.grantkeeper.policy.intent.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "explain", description = "Explains a policy set in sentences, or how it interprets a request.")
final class PolicyExplainCommand extends ReportCommand {
    @Option(
            names = "--request",
            paramLabel = "ACTION:RESOURCE",
            description = "Explain how this action on this resource type is interpreted, such as send_email:tool.")
    private Optional<String> request = Optional.empty();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Policy documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(paths)).orThrow();
        if (request.isPresent()) {
            String meaning = meaning(set, request.get());
            output().print(Map.of("request", request.get(), "meaning", meaning), terminal -> terminal.line(meaning));
            return 0;
        }
        List<PolicyExplanation> said = PolicyExplanation.of(set);
        output().print(said, terminal -> {
            for (PolicyExplanation each : said) {
                terminal.heading(each.name());
                each.sentences().forEach(sentence -> terminal.line("- " + sentence));
            }
            set.settings().mapping().tools().forEach((tool, phrase) -> terminal.line(tool(tool, phrase)));
        });
        return 0;
    }

    private static String tool(String tool, CapabilityPhrase phrase) {
        return "A call to the tool '%s' means: %s.".formatted(tool, phrase.inPlainWords());
    }

    private static String meaning(PolicySet set, String request) {
        int colon = request.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "--request '%s' must be an action, a colon and a resource type, such as send:mail"
                            .formatted(request));
        }
        return set.settings()
                .mapping()
                .capabilityClass(request.substring(0, colon), request.substring(colon + 1))
                .map(action -> "'%s' is to %s".formatted(request, action.inPlainWords()))
                .orElse(
                        "the meaning of '%s' is unknown; add it under 'tools', 'actions' or 'resources' of the policy set"
                                .formatted(request));
    }
}
