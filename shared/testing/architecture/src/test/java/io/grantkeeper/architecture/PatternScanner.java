package io.grantkeeper.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds every regular expression in compiled classes: the constants that are passed to {@code Pattern.compile}, or to
 * the methods of {@code String} that take a regular expression. If a class composes a pattern at run time, the scanner
 * reads the pattern from the class's static fields.
 */
final class PatternScanner {
    private static final String PATTERN = "java/util/regex/Pattern";
    private static final String MATCHER = "java/util/regex/Matcher";
    private static final String STRING = "java/lang/String";
    /** The methods whose first argument is a regular expression, with the number of arguments that follow it. */
    private static final Map<String, Integer> FOLLOWING_ARGUMENTS = Map.of(
            PATTERN + ".compile(String)", 0,
            PATTERN + ".compile(String,int)", 1,
            PATTERN + ".matches(String,CharSequence)", 1,
            STRING + ".matches(String)", 0,
            STRING + ".replaceAll(String,String)", 1,
            STRING + ".replaceFirst(String,String)", 1,
            STRING + ".split(String)", 0,
            STRING + ".split(String,int)", 1,
            STRING + ".splitWithDelimiters(String,int)", 1);

    private static final Set<String> WHOLE_TEXT = Set.of("matches", "group", "start", "end", "hitEnd");

    /** A pattern, and the static field that contains it, if any. */
    private record Located(String type, Optional<String> field, String regex, int flags, boolean wholeText) {}

    private final List<Located> patterns = new ArrayList<>();
    private final Map<String, Set<String>> usesByField = new HashMap<>();
    private final Set<String> unresolved = new TreeSet<>();

    private PatternScanner() {}

    /**
     * The patterns in a set of classes.
     *
     * @param patterns each pattern with the names of the classes that use it
     * @param unresolved the classes with a pattern that the scanner cannot determine
     */
    record Result(Map<UsedPattern, Set<String>> patterns, Set<String> unresolved) {}

    static Result scan(Iterable<JavaClass> classes) {
        PatternScanner scanner = new PatternScanner();
        for (JavaClass type : classes) {
            scanner.scan(type.getName(), ClassFile.of().parse(bytes(type)));
        }
        return scanner.result();
    }

    private static byte[] bytes(JavaClass type) {
        try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + type.getName(), e);
        }
    }

    private Result result() {
        Map<UsedPattern, Set<String>> found =
                new TreeMap<>(java.util.Comparator.comparing(UsedPattern::regex).thenComparing(UsedPattern::toString));
        for (Located pattern : patterns) {
            Set<String> uses = pattern.field().map(usesByField::get).orElse(Set.of());
            boolean whole = pattern.wholeText() || (!uses.isEmpty() && WHOLE_TEXT.containsAll(uses));
            found.computeIfAbsent(new UsedPattern(pattern.regex(), pattern.flags(), whole), _ -> new TreeSet<>())
                    .add(pattern.type());
        }
        return new Result(found, unresolved);
    }

    private void scan(String type, ClassModel model) {
        boolean composed = false;
        for (var method : model.methods()) {
            Optional<CodeModel> code = method.code();
            if (code.isPresent()) {
                List<Instruction> instructions = code.get()
                        .elementStream()
                        .filter(Instruction.class::isInstance)
                        .map(Instruction.class::cast)
                        .toList();
                for (int at = 0; at < instructions.size(); at++) {
                    if (instructions.get(at) instanceof InvokeInstruction call) {
                        composed |= !addPattern(type, instructions, at, call);
                        addUse(instructions, at, call);
                    }
                }
            }
        }
        if (composed && !addPatternsOfFields(type)) {
            unresolved.add(type);
        }
    }

    /** Adds the pattern that this call uses, if any. Returns false if the pattern is not a constant. */
    private boolean addPattern(String type, List<Instruction> instructions, int at, InvokeInstruction call) {
        String signature = signature(call);
        Integer following = FOLLOWING_ARGUMENTS.get(signature);
        if (following == null) {
            return true;
        }
        Optional<Integer> producer = producer(instructions, at, following);
        if (producer.isEmpty()
                || !(instructions.get(producer.get()) instanceof ConstantInstruction constant)
                || !(constant.constantValue() instanceof String regex)) {
            return false;
        }
        int flags = 0;
        if (signature.endsWith("compile(String,int)")) {
            if (!(instructions.get(at - 1) instanceof ConstantInstruction number)
                    || !(number.constantValue() instanceof Integer value)) {
                return false;
            }
            flags = value;
        }
        Optional<String> field = at + 1 < instructions.size()
                        && instructions.get(at + 1) instanceof FieldInstruction stored
                        && stored.opcode() == Opcode.PUTSTATIC
                ? Optional.of(name(stored))
                : Optional.empty();
        patterns.add(new Located(type, field, regex, flags, call.name().equalsString("matches")));
        return true;
    }

    /** Records how the code applies a pattern that is stored in a static field. */
    private void addUse(List<Instruction> instructions, int at, InvokeInstruction call) {
        if (!call.owner().asInternalName().equals(PATTERN)) {
            return;
        }
        String name = call.name().stringValue();
        int arguments = call.typeSymbol().parameterCount();
        Optional<Integer> receiver = producer(instructions, at, arguments);
        if (receiver.isEmpty()
                || !(instructions.get(receiver.get()) instanceof FieldInstruction field)
                || field.opcode() != Opcode.GETSTATIC) {
            return;
        }
        Set<String> uses = usesByField.computeIfAbsent(name(field), _ -> new TreeSet<>());
        if (!name.equals("matcher")) {
            uses.add(name);
            return;
        }
        Instruction next = instructions.get(at + 1);
        if (isMatcherCall(next)) {
            uses.add(((InvokeInstruction) next).name().stringValue());
        } else if (next instanceof StoreInstruction) {
            instructions.stream()
                    .filter(PatternScanner::isMatcherCall)
                    .forEach(used -> uses.add(((InvokeInstruction) used).name().stringValue()));
        } else {
            uses.add("passed on");
        }
    }

    private static boolean isMatcherCall(Instruction instruction) {
        return instruction instanceof InvokeInstruction call
                && call.owner().asInternalName().equals(MATCHER);
    }

    private static String name(FieldInstruction field) {
        return field.owner().asInternalName() + "." + field.name().stringValue();
    }

    private static String signature(InvokeInstruction call) {
        return "%s.%s(%s)"
                .formatted(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        String.join(
                                ",",
                                call.typeSymbol().parameterList().stream()
                                        .map(java.lang.constant.ClassDesc::displayName)
                                        .toList()));
    }

    /**
     * Returns the index of the instruction that pushed a value onto the stack before a call.
     *
     * @param above the number of values above it on the stack
     * @return empty if the code is too complex
     */
    private static Optional<Integer> producer(List<Instruction> instructions, int call, int above) {
        int skip = above;
        for (int at = call - 1; at >= 0; at--) {
            Optional<StackEffect> effect = StackEffect.of(instructions.get(at));
            if (effect.isEmpty()) {
                return Optional.empty();
            }
            if (skip == 0) {
                return effect.get().pushes() == 1 ? Optional.of(at) : Optional.empty();
            }
            if (effect.get().pushes() > skip) {
                return Optional.empty();
            }
            skip += effect.get().pops() - effect.get().pushes();
        }
        return Optional.empty();
    }

    /** The number of values that an instruction removes from the stack, and the number that it adds. */
    private record StackEffect(int pops, int pushes) {
        static Optional<StackEffect> of(Instruction instruction) {
            return Optional.ofNullable(
                    switch (instruction) {
                        case ConstantInstruction _, LoadInstruction _, NewObjectInstruction _ -> new StackEffect(0, 1);
                        case InvokeInstruction call ->
                            new StackEffect(
                                    call.typeSymbol().parameterCount() + (call.opcode() == Opcode.INVOKESTATIC ? 0 : 1),
                                    call.typeSymbol().returnType().equals(ConstantDescs.CD_void) ? 0 : 1);
                        case InvokeDynamicInstruction call ->
                            new StackEffect(call.typeSymbol().parameterCount(), 1);
                        case FieldInstruction field -> field(field);
                        case ArrayLoadInstruction _ -> new StackEffect(2, 1);
                        case TypeCheckInstruction _, ConvertInstruction _ -> new StackEffect(1, 1);
                        case StackInstruction stack when stack.opcode() == Opcode.DUP -> new StackEffect(1, 2);
                        default -> null;
                    });
        }

        private static @Nullable StackEffect field(FieldInstruction field) {
            return switch (field.opcode()) {
                case GETSTATIC -> new StackEffect(0, 1);
                case GETFIELD -> new StackEffect(1, 1);
                default -> null;
            };
        }
    }

    /** Adds the patterns in the static fields of a class. Returns false if there are none. */
    private boolean addPatternsOfFields(String type) {
        List<Pattern> found = new ArrayList<>();
        try {
            for (Field field : Class.forName(type).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    found.addAll(patternsIn(field.get(null)).toList());
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read the static fields of " + type, e);
        }
        found.forEach(pattern ->
                patterns.add(new Located(type, Optional.empty(), pattern.pattern(), pattern.flags(), false)));
        return !found.isEmpty();
    }

    private static Stream<Pattern> patternsIn(@Nullable Object value) {
        return switch (value) {
            case Pattern pattern -> Stream.of(pattern);
            case Collection<?> values -> values.stream().flatMap(PatternScanner::patternsIn);
            case Map<?, ?> values ->
                Stream.concat(values.keySet().stream(), values.values().stream())
                        .flatMap(PatternScanner::patternsIn);
            case Record members ->
                Stream.of(members.getClass().getRecordComponents())
                        .flatMap(component -> patternsIn(member(members, component)));
            case null, default -> Stream.empty();
        };
    }

    private static @Nullable Object member(Record members, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(members);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
