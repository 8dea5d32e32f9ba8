package io.grantkeeper.mcp;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Evaluates CEL expressions over the variables {@code params} and {@code token}. Compiled expressions are cached. */
final class CelExpressions {
    private static final int REMEMBERED = 1_024;
    private static final int LONGEST = 2_000;
    /**
     * The maximum number of iterations per evaluation. Without a limit, nested macros over lists could run for an
     * arbitrarily long time.
     */
    private static final int MAX_ITERATIONS = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MAX_ITERATIONS)
            .build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.optional())
            .addVar("params", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .addVar("token", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addLibraries(CelExtensions.optional())
            .build();
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    /**
     * Evaluates an expression.
     *
     * @return the value; empty if the result is an absent CEL optional
     * @throws MappingException if the expression is not valid CEL or its evaluation fails
     */
    Optional<Object> evaluate(String expression, Map<String, Object> variables) {
        try {
            Object value = program(expression).eval(variables);
            return value instanceof Optional<?> optional ? optional.map(found -> found) : Optional.ofNullable(value);
        } catch (CelEvaluationException _) {
            throw new MappingException(
                    "expression '$%s' failed: it refers to something that does not exist".formatted(expression));
        }
    }

    private CelRuntime.Program program(String expression) throws CelEvaluationException {
        CelRuntime.Program known = programs.get(expression);
        if (known != null) {
            return known;
        }
        if (expression.length() > LONGEST) {
            throw new MappingException("an expression has more than %d characters".formatted(LONGEST));
        }
        try {
            CelRuntime.Program made =
                    runtime.createProgram(compiler.compile(expression).getAst());
            if (programs.size() < REMEMBERED) {
                programs.put(expression, made);
            }
            return made;
        } catch (CelValidationException _) {
            throw new MappingException(
                    "expression '$%s' is not a valid CEL expression over 'params' and 'token'".formatted(expression));
        }
    }
}
