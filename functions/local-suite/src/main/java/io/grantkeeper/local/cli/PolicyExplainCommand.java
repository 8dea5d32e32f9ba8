package io.grantkeeper.local.cli;

import io.grantkeeper.local.terminal.Terminal;
import io.grantkeeper.policy.capability.CapabilityPhrase;
import io.grantkeeper.policy.intent.Explanation;
import io.grantkeeper.policy.intent.PolicySet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says a whole set of policies as sentences, and what a request would mean to it.")
final class PolicyExplainCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--request",
            paramLabel = "ACTION:RESOURCE",
            description =
                    "Say instead what this action on this type of resource is taken for, such as send_email:tool.")
    private Optional<String> request = Optional.empty();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Documents, or folders of them.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() {
        PolicySet set = PolicySet.read(PolicyFiles.read(paths)).orThrow();
        Terminal terminal = output.terminal();
        if (request.isPresent()) {
            String meaning = meaning(set, request.get());
            if (output.isJson()) {
                output.json(Map.of("request", request.get(), "meaning", meaning));
            } else {
                terminal.line(meaning);
            }
            return 0;
        }
        List<Explanation> said = Explanation.of(set);
        if (output.isJson()) {
            output.json(said);
            return 0;
        }
        for (Explanation each : said) {
            terminal.heading(each.name());
            each.sentences().forEach(sentence -> terminal.line("- " + sentence));
        }
        set.settings().mapping().tools().forEach((tool, phrase) -> terminal.line(tool(tool, phrase)));
        return 0;
    }

    private static String tool(String tool, CapabilityPhrase phrase) {
        return "Calling the tool '%s' is to %s.".formatted(tool, phrase.inPlainWords());
    }

    private static String meaning(PolicySet set, String request) {
        int colon = request.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "--request '%s' must be an action, a colon and a type of resource, such as send:mail"
                            .formatted(request));
        }
        return set.settings()
                .mapping()
                .deed(request.substring(0, colon), request.substring(colon + 1))
                .map(deed -> "'%s' is to %s".formatted(request, deed.inPlainWords()))
                .orElse("nobody can tell what '%s' does: name it under 'tools', 'actions' or 'resources' of the set"
                        .formatted(request));
    }
}
