package io.grantkeeper.paths.explain;

import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathStep;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.TenantGraph;
import io.grantkeeper.paths.TenantGraphBuilder;
import io.grantkeeper.paths.ZonePaths;
import io.grantkeeper.permissions.explain.ExplainJsonLine;
import io.grantkeeper.permissions.explain.InvalidLineException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Implements the {@code explain path} command. For an input line {@code
 * {"tenant","asOf","identities","people","trusts"}} it writes an output line {@code
 * {"tenant","tierZero","reaching","chokePoints"}}, which also has the member {@code unreadable} if an {@code expiresAt}
 * cannot be read. {@link PathTenantJsonReader} documents the members of the input.
 */
public final class PathExplainer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The maximum number of steps in an answer. Only a chain of hundreds of trusts comes close to it. */
    private static final int MAX_STEPS = 200_000;

    private final PathRules rules;
    private final Clock clock;
    private final Consumer<String> problems;

    /**
     * Creates an explainer.
     *
     * @param clock provides the time for a tenant without {@code asOf}
     * @param problems receives a sentence about each part of the input that was ignored
     */
    public PathExplainer(PathRules rules, Clock clock, Consumer<String> problems) {
        this.rules = rules;
        this.clock = clock;
        this.problems = problems;
    }

    /**
     * Returns the output line for one input line. If the input line is invalid, the output line is {@code
     * {"line","error"}}.
     *
     * @param number the line's number in the input, counted from 1
     */
    public String explain(long number, String line) {
        return ExplainJsonLine.answer(number, line, input -> answer(number, input));
    }

    private String answer(long number, ObjectNode input) {
        InputProblems ignored = new InputProblems(number, problems);
        PathTenantJsonReader reader = new PathTenantJsonReader(clock, ignored::add);
        PathTenant tenant = reader.read(input);
        TenantGraph graph = TenantGraphBuilder.build(rules, tenant, ignored::add);
        ZonePaths paths = ZonePaths.into(graph.graph(), graph.tierZero());
        ignored.end();

        ObjectNode answer = JSON.createObjectNode();
        answer.put("tenant", tenant.tenant());
        ArrayNode tierZero = answer.putArray("tierZero");
        graph.tierZeroIdentities().forEach(tierZero::add);
        ArrayNode reaching = answer.putArray("reaching");
        int[] written = {0};
        graph.reaching(paths).forEach((id, node) -> {
            List<PathStep> steps = graph.steps(paths, node);
            written[0] += steps.size();
            if (written[0] > MAX_STEPS) {
                throw new InvalidLineException("trusts has chains whose paths have more than " + MAX_STEPS
                        + " steps together; leave out the trusts that lead to no one");
            }
            ObjectNode one = reaching.addObject();
            one.put("id", id);
            ArrayNode list = one.putArray("steps");
            for (PathStep step : steps) {
                list.addObject()
                        .put("from", step.from())
                        .put("to", step.to())
                        .put("by", step.by())
                        .put("sentence", step.sentence());
            }
        });
        ArrayNode chokePoints = answer.putArray("chokePoints");
        graph.chokePoints(paths).forEach(chokePoints::add);
        if (!reader.unreadable().isEmpty()) {
            ArrayNode unreadable = answer.putArray("unreadable");
            reader.unreadable().forEach(unreadable::add);
        }
        return answer.toString();
    }

    /** Reports the first problems of a line and counts the others. */
    private static final class InputProblems {
        private static final int SHOWN = 50;

        private final long line;
        private final Consumer<String> target;
        private int count;

        InputProblems(long line, Consumer<String> target) {
            this.line = line;
            this.target = target;
        }

        void add(String problem) {
            if (++count <= SHOWN) {
                target.accept("line " + line + ": " + problem);
            }
        }

        void end() {
            if (count > SHOWN) {
                target.accept("line " + line + ": " + (count - SHOWN) + " more problems");
            }
        }
    }
}
