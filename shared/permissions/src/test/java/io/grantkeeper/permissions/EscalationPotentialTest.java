package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscalationPotentialTest {
    private final PermissionVocabularies permissions = PermissionVocabularies.standard();

    @ParameterizedTest
    @CsvSource({
        "microsoft, RoleManagement.ReadWrite.Directory",
        "microsoft, AppRoleAssignment.ReadWrite.All",
        "microsoft, Application.ReadWrite.All",
        "microsoft, UserAuthenticationMethod.ReadWrite.All",
        "microsoft, DeviceManagementConfiguration.ReadWrite.All",
        "microsoft, Policy.ReadWrite.PermissionGrant",
        "microsoft, Domain.ReadWrite.All",
        "microsoft, GroupMember.ReadWrite.All",
        "microsoft, User.ReadWrite.All",
        "microsoft, Application.ReadWrite.OwnedBy",
        "microsoft, AdministrativeUnit.ReadWrite.All",
        "microsoft, LifecycleWorkflows-Workflow.ReadWrite.All",
        "microsoft, RoleManagement.ReadWrite.Defender",
        "microsoft, Machine.LiveResponse",
        "microsoft, DelegatedAdminRelationship.ReadWrite.All",
        "docusign, permission_write",
        "github, workflows:write",
        "github, members:write",
        "github, admin:org",
        "google, https://www.googleapis.com/auth/cloud-platform",
        "google, https://www.googleapis.com/auth/admin.directory.rolemanagement",
        "google, https://www.googleapis.com/auth/admin.directory.group.member",
        "google, https://www.googleapis.com/auth/iam",
        "okta, okta.roles.manage",
        "okta, okta.idps.manage",
        "slack, admin.users:write",
        "aws, iam:CreateAccessKey",
        "aws, iam:*",
        "aws, lambda:UpdateFunctionCode",
        "snowflake, MANAGE GRANTS",
        "gitlab, sudo",
        "zendesk, impersonate",
        "dropbox, team_data.member"
    })
    void explainsHowPermissionLeadsToControl(String provider, String permission) {
        PermissionDescription description =
                permissions.describe(PermissionProvider.named(provider).orElseThrow(), permission);
        assertThat(description.escalation()).contains(EscalationPotential.CONTROL);
        assertThat(description.path()).startsWith("Can ").endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft, Mail.ReadWrite, 1",
        "microsoft, Group.Create, 1",
        "microsoft, Group.Read.All, 1",
        "microsoft, Group-Conversation.ReadWrite.All, 1",
        "microsoft, LifecycleWorkflows-CustomExt.ReadWrite.All, 1",
        "microsoft, RoleManagement.ReadWrite.CloudPC, 1",
        "microsoft, User.Read.All, 1",
        "microsoft, RoleManagement.Read.Directory, 1",
        "microsoft, ExternalItem.ReadWrite.OwnedBy, 2",
        "microsoft, User.Read, 2",
        "github, contents:write, 1",
        "github, contents:read, 1",
        "github, secrets:read, 1",
        "github, user:email, 2",
        "google, https://www.googleapis.com/auth/drive.file, 2",
        "google, https://www.googleapis.com/auth/drive.readonly, 1",
        "okta, okta.users.read, 1",
        "aws, s3:GetObject, 1",
        "aws, iam:GetUser, 1",
        "slack, chat:write, 2"
    })
    void assignsLowerTierToPermissionWithoutPathToControl(String provider, String permission, int tier) {
        assertThat(permissions
                        .describe(PermissionProvider.named(provider).orElseThrow(), permission)
                        .escalation()
                        .map(EscalationPotential::tier))
                .contains(tier);
    }

    @Test
    void findsNoPathToControlForGraphReadPermissions() {
        assertThat(permissions.vocabularyOf(PermissionProvider.MICROSOFT).stream()
                        .filter(name -> name.matches(".*\\.Read(Basic)?(\\.[A-Za-z]+)?"))
                        .filter(name -> permissions
                                .describe(PermissionProvider.MICROSOFT, name, PermissionForm.APPLICATION)
                                .escalation()
                                .equals(java.util.Optional.of(EscalationPotential.CONTROL))))
                .isEmpty();
    }

    @Test
    void ratesWiderPermissionAtLeastAsSevereAsNarrowerOne() {
        for (String broader : permissions.vocabularyOf(PermissionProvider.GITHUB)) {
            for (String narrower : permissions.vocabularyOf(PermissionProvider.GITHUB)) {
                if (permissions.implies(PermissionProvider.GITHUB, broader, narrower)) {
                    assertThat(tier(broader)).as("%s > %s", broader, narrower).isLessThanOrEqualTo(tier(narrower));
                }
            }
        }
    }

    private int tier(String permission) {
        return permissions
                .describe(PermissionProvider.GITHUB, permission)
                .escalation()
                .orElseThrow()
                .tier();
    }
}
