package io.grantkeeper.language;

import static io.grantkeeper.language.Passage.PLACEHOLDER;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Extracts the sentences in the string literals of Java sources. The parts of a concatenation are one passage. */
final class JavaText {
    private static final Pattern HTML = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:[a-z]+|#\\d+);");

    private JavaText() {}

    static List<Passage> passages(Path root, Collection<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Passage> segments = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                String file = root.relativize(Path.of(unit.getSourceFile().toUri()))
                        .toString()
                        .replace('\\', '/');
                new Literals(file, unit, positions, segments).scan(unit, null);
            }
            return segments;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the sources", e);
        }
    }

    private static final class Literals extends TreeScanner<Void, Void> {
        private final String file;
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Passage> segments;

        Literals(String file, CompilationUnitTree unit, SourcePositions positions, List<Passage> segments) {
            this.file = file;
            this.unit = unit;
            this.positions = positions;
            this.segments = segments;
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void unused) {
            if (literal.getValue() instanceof String) {
                end(append(literal, new Passage.Builder(file)));
            }
            return null;
        }

        @Override
        public Void visitBinary(BinaryTree binary, Void unused) {
            List<ExpressionTree> operands = new ArrayList<>();
            flatten(binary, operands);
            if (operands.stream().noneMatch(Literals::isText)) {
                return super.visitBinary(binary, null);
            }
            Passage.Builder joined = new Passage.Builder(file);
            for (ExpressionTree operand : operands) {
                if (operand instanceof LiteralTree literal) {
                    append(literal, joined);
                } else {
                    joined.append(PLACEHOLDER, line(operand));
                    scan(operand, null);
                }
            }
            end(joined);
            return null;
        }

        private static void flatten(ExpressionTree expression, List<ExpressionTree> operands) {
            if (expression instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
                flatten(binary.getLeftOperand(), operands);
                flatten(binary.getRightOperand(), operands);
            } else if (expression instanceof ParenthesizedTree inner && inner.getExpression() instanceof BinaryTree) {
                flatten(inner.getExpression(), operands);
            } else {
                operands.add(expression);
            }
        }

        private static boolean isText(ExpressionTree operand) {
            return operand instanceof LiteralTree literal && literal.getValue() instanceof String;
        }

        /**
         * Appends a literal's text to the passage and returns the passage. Each line of a text block has its own line
         * number in the source; the text of any other literal has the line number of the literal.
         */
        private Passage.Builder append(LiteralTree literal, Passage.Builder target) {
            int line = line(literal);
            String value = String.valueOf(literal.getValue());
            boolean block = positions.getEndPosition(unit, literal) - positions.getStartPosition(unit, literal)
                            > value.length() + 4
                    && unit.getLineMap().getLineNumber(positions.getEndPosition(unit, literal)) > line;
            for (String part : value.split("(?<=\n)", -1)) {
                line += block ? 1 : 0;
                target.append(part, line);
            }
            return target;
        }

        private int line(Tree tree) {
            return (int) unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
        }

        private void end(Passage.Builder literal) {
            PlainText.addProse(literal.build().replace(HTML, " ").replace(ENTITY, PLACEHOLDER), segments);
        }
    }
}
