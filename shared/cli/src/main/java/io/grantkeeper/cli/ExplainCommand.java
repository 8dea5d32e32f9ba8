package io.grantkeeper.cli;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.AppExplainer;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.explain.PathExplainer;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.permissions.explain.ChangeExplainer;
import io.grantkeeper.permissions.explain.PermissionExplainer;
import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(permission | change | app | path | activity)",
        description = "Explains permissions, changes, apps, paths and activities: JSON lines in, JSON lines out.")
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
        AppExplainer explainer = new AppExplainer(AppCatalog.standard());
        return JsonLines.answer(explainer::answer);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "In: {\"tenant\",\"asOf\",\"identities\",\"people\",\"trusts\"}. Out: who reaches tier zero,"
                    + " how, and the choke points. Ignored input is reported on standard error.")
    int path() throws IOException {
        TerminalOutput errors = TerminalOutput.errors();
        PathExplainer explainer = new PathExplainer(PathRules.standard(), Clock.systemUTC(), errors::line);
        return JsonLines.answer(explainer::explain, JsonLines.MAX_COMPANY);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "In: {\"provider\",\"stream\",\"connection\",\"row\"}. Out: what is unusual about each row.")
    int activity(
            @Option(
                            names = "--places",
                            paramLabel = "FILE",
                            description =
                                    "address blocks: lines {\"prefix\",\"asn\",\"org\",\"country\",\"kind\"}, or a"
                                            + " .mmdb file; repeatable")
                    @Nullable
                    List<Path> places)
            throws IOException {
        return ActivityLineExplainer.answer(places == null ? List.of() : places, Clock.systemUTC());
    }
}
