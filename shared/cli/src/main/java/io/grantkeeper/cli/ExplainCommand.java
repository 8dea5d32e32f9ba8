package io.grantkeeper.cli;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.ExplainAppVerb;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.explain.ChangeExplainer;
import io.grantkeeper.permissions.explain.PermissionExplainer;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(permission | change | app)",
        description = "Explains permissions, changes and apps: JSON lines in, JSON lines out.")
final class ExplainCommand {
    @Command(
            mixinStandardHelpOptions = true,
            description = "In: {\"provider\",\"permission\",\"kind\"}. Out: capabilities, breadth and escalation.")
    int permission() throws IOException {
        PermissionExplainer explainer = new PermissionExplainer(PermissionVocabularies.standard());
        return JsonLines.answer(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "In: {\"provider\",\"before\",\"after\"}. Out: the verdict and what was added.")
    int change() throws IOException {
        ChangeExplainer explainer = new ChangeExplainer(PermissionVocabularies.standard());
        return JsonLines.answer(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "In: {\"provider\",\"clientId\",\"displayName\",…}. Out: whether it is AI, and why.")
    int app() throws IOException {
        ExplainAppVerb explainer = new ExplainAppVerb(AppCatalog.standard());
        return JsonLines.answer(explainer::answer);
    }
}
