package io.grantkeeper.property.testkit;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds sentence templates in Java sources: strings with format specifiers, and concatenations of strings with other
 * values. Exception messages, log lines, markup, and strings without words are not sentences.
 */
public final class SentenceTemplates {
    private static final Pattern SPECIFIER = Pattern.compile("%(?:\\d+\\$)?[-,0-9.]*[a-zA-Z]");
    private static final Pattern WORDS = Pattern.compile("\\p{L}\\p{L} | \\p{L}\\p{L}");
    private static final Pattern MARKUP = Pattern.compile("=\"|=\\\\\"|^\\s*<|;\\s*$|href=|^[a-z-]+:");

    /**
     * Matches a sentence that states something without a value: it has at least three words and ends like a sentence.
     */
    private static final Pattern CONSTANT = Pattern.compile("^\\p{Lu}\\S* \\S+ .*[.!?]$");

    private SentenceTemplates() {}

    /** Returns the templates in all Java files below a folder, in a fixed order. */
    public static List<SentenceTemplate> in(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return in(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources in " + folder, e);
        }
    }

    /** Returns the templates in these Java files. */
    public static List<SentenceTemplate> in(List<Path> files) {
        return read(files).stream().filter(template -> !template.isConstant()).toList();
    }

    /** Returns the templates in these Java files, and the sentences without placeholders. */
    public static List<SentenceTemplate> withConstantsIn(List<Path> files) {
        return read(files);
    }

    private static List<SentenceTemplate> read(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<SentenceTemplate> templates = new ArrayList<>();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Scanner(unit, positions, templates).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the sources", e);
        }
        return List.copyOf(templates);
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<SentenceTemplate> templates;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<SentenceTemplate> templates) {
            this.unit = unit;
            this.positions = positions;
            this.templates = templates;
        }

        @Override
        public Void visitThrow(ThrowTree statement, Void unused) {
            return null;
        }

        @Override
        public Void visitAnnotation(AnnotationTree annotation, Void unused) {
            return null;
        }

        @Override
        public Void visitNewClass(NewClassTree created, Void unused) {
            return created.getIdentifier().toString().endsWith("Exception") ? null : super.visitNewClass(created, null);
        }

        @Override
        public Void visitLiteral(LiteralTree literal, Void unused) {
            if (literal.getValue() instanceof String text) {
                addConstant(literal, text);
            }
            return null;
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                String target = select.getExpression().toString();
                if (target.endsWith("log") || target.endsWith("Exception")) {
                    return null;
                }
                Optional<String> format = select.getIdentifier().contentEquals("formatted")
                        ? literal(select.getExpression())
                        : Optional.empty();
                if (format.isPresent()) {
                    add(
                            call,
                            Stream.of(SPECIFIER.split(format.get(), -1))
                                    .map(segment -> segment.replace("%%", "%"))
                                    .toList());
                    return scan(call.getArguments(), null);
                }
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public Void visitBinary(BinaryTree tree, Void unused) {
            if (tree.getKind() != Tree.Kind.PLUS) {
                return super.visitBinary(tree, null);
            }
            List<ExpressionTree> operands = new ArrayList<>();
            flatten(tree, operands);
            List<String> segments = new ArrayList<>(List.of(""));
            for (ExpressionTree operand : operands) {
                Optional<String> text = literal(operand);
                if (text.isPresent()) {
                    segments.set(segments.size() - 1, segments.getLast() + text.get());
                } else {
                    segments.add("");
                }
            }
            add(tree, segments);
            if (segments.size() == 1) {
                addConstant(tree, segments.getFirst());
            }
            operands.stream().filter(operand -> literal(operand).isEmpty()).forEach(operand -> scan(operand, null));
            return null;
        }

        private static void flatten(ExpressionTree tree, List<ExpressionTree> operands) {
            if (tree instanceof BinaryTree binary && binary.getKind() == Tree.Kind.PLUS) {
                flatten(binary.getLeftOperand(), operands);
                operands.add(binary.getRightOperand());
            } else {
                operands.add(tree);
            }
        }

        private static Optional<String> literal(ExpressionTree tree) {
            return switch (tree) {
                case LiteralTree constant
                when constant.getValue() instanceof String || constant.getValue() instanceof Character ->
                    Optional.of(String.valueOf(constant.getValue()));
                case ParenthesizedTree inner -> literal(inner.getExpression());
                case BinaryTree binary
                when binary.getKind() == Tree.Kind.PLUS -> {
                    Optional<String> left = literal(binary.getLeftOperand());
                    Optional<String> right = literal(binary.getRightOperand());
                    yield left.isPresent() && right.isPresent()
                            ? Optional.of(left.get() + right.get())
                            : Optional.empty();
                }
                default -> Optional.empty();
            };
        }

        private void add(Tree tree, List<String> segments) {
            String constant = String.join(" ", segments);
            if (segments.size() > 1
                    && WORDS.matcher(String.join("…", segments)).find()
                    && !MARKUP.matcher(constant).find()) {
                templates.add(new SentenceTemplate(place(tree), segments));
            }
        }

        private void addConstant(Tree tree, String text) {
            String line = SentenceTemplate.oneLine(text).strip();
            if (CONSTANT.matcher(line).matches() && !MARKUP.matcher(line).find()) {
                templates.add(new SentenceTemplate(place(tree), List.of(line)));
            }
        }

        private String place(Tree tree) {
            long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            return Path.of(unit.getSourceFile().getName()).getFileName() + ":" + line;
        }
    }
}
