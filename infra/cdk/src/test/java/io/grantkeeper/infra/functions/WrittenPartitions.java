package io.grantkeeper.infra.functions;

import io.grantkeeper.aws.dynamodb.TablePartition;
import io.grantkeeper.infra.functions.ProjectClasses.Method;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The kinds of partitions that a function's code can write, derived from bytecode. If a method of the DynamoDB adapter
 * leads to a write, all kinds of partitions whose keys the method and its callees build count as written. The result
 * misses no write, but can include kinds that a method only reads before it writes others.
 */
final class WrittenPartitions {
    private static final String ADAPTER = "io/grantkeeper/aws/dynamodb/";
    private static final String KINDS = CallGraph.internalName(TablePartition.class);
    private static final Set<String> WRITES =
            Set.of("putItem", "updateItem", "deleteItem", "batchWriteItem", "transactWriteItems");

    private final ProjectClasses classes;
    private final Map<Method, Body> bodies = new HashMap<>();

    /**
     * The calls and keys in a method's instructions.
     *
     * @param calls the adapter methods that the method calls or passes as method references
     * @param kinds the kinds of partitions whose keys the method builds
     * @param writes whether the method calls DynamoDB to write
     */
    private record Body(Set<Method> calls, Set<TablePartition> kinds, boolean writes) {}

    WrittenPartitions(ProjectClasses classes) {
        this.classes = classes;
    }

    Set<TablePartition> of(CallGraph reach) {
        Set<TablePartition> written = EnumSet.noneOf(TablePartition.class);
        for (Method method : reach.reached()) {
            if (method.owner().startsWith(ADAPTER)) {
                Set<Method> closure = closure(method);
                if (closure.stream().anyMatch(each -> body(each).writes())) {
                    closure.forEach(each -> written.addAll(body(each).kinds()));
                }
            }
        }
        return written;
    }

    private Set<Method> closure(Method start) {
        Set<Method> closure = new HashSet<>(Set.of(start));
        Deque<Method> open = new ArrayDeque<>(closure);
        while (!open.isEmpty()) {
            body(open.pop()).calls().stream().filter(closure::add).forEach(open::push);
        }
        return closure;
    }

    private Body body(Method method) {
        Body known = bodies.get(method);
        if (known == null) {
            known = read(method);
            bodies.put(method, known);
        }
        return known;
    }

    private Body read(Method method) {
        Set<Method> calls = new HashSet<>();
        Set<TablePartition> kinds = EnumSet.noneOf(TablePartition.class);
        boolean writes = false;
        MethodModel model = classes.model(method.owner()).methods().stream()
                .filter(each -> each.methodName().equalsString(method.name())
                        && each.methodType().equalsString(method.descriptor()))
                .findFirst()
                .orElseThrow();
        for (CodeElement element : model.code().orElseThrow()) {
            switch (element) {
                case FieldInstruction field
                when field.opcode() == Opcode.GETSTATIC
                        && field.owner().asInternalName().equals(KINDS)
                        && !method.owner().equals(KINDS) ->
                    kinds.add(TablePartition.valueOf(field.name().stringValue()));
                case InvokeInstruction call -> {
                    writes |= call.owner().asInternalName().endsWith("/DynamoDbClient")
                            && WRITES.contains(call.name().stringValue());
                    addCall(
                            call.owner().asInternalName(),
                            call.name().stringValue(),
                            call.type().stringValue(),
                            calls);
                }
                case InvokeDynamicInstruction dynamic ->
                    dynamic.bootstrapArgs().forEach(argument -> {
                        if (argument instanceof DirectMethodHandleDesc handle) {
                            String owner = handle.owner().descriptorString();
                            addCall(
                                    owner.substring(1, owner.length() - 1),
                                    handle.methodName(),
                                    handle.lookupDescriptor(),
                                    calls);
                        }
                    });
                default -> {}
            }
        }
        return new Body(calls, kinds, writes);
    }

    private void addCall(String owner, String name, String descriptor, Set<Method> calls) {
        if (owner.startsWith(ADAPTER)) {
            classes.resolve(owner, name, descriptor)
                    .filter(method -> method.owner().startsWith(ADAPTER))
                    .ifPresent(calls::add);
        }
    }
}
