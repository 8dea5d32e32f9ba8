package io.grantkeeper.local.cli;

import io.grantkeeper.catalogue.AppCatalogue;
import io.grantkeeper.catalogue.ExplainApp;
import io.grantkeeper.permissions.Permissions;
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
            description = "{\"provider\",\"permission\",\"kind\"} in; capabilities, breadth and escalation out.")
    int permission() throws IOException {
        PermissionExplainer explainer = new PermissionExplainer(Permissions.standard());
        return JsonLines.answer(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "{\"provider\",\"before\",\"after\"} in; the verdict and what was added out.")
    int change() throws IOException {
        ChangeExplainer explainer = new ChangeExplainer(Permissions.standard());
        return JsonLines.answer(explainer::explain);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "{\"provider\",\"clientId\",\"displayName\",…} in; whether it is AI, and why, out.")
    int app() throws IOException {
        ExplainApp explainer = new ExplainApp(AppCatalogue.standard());
        return JsonLines.answer(explainer::answer);
    }
}
