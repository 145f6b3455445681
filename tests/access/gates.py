"""Who may open what, written down a second time on purpose: the matrix fails when code and table differ.

Rule: a new address needs a line here. Administrators may do everything in their club and are not listed.
"""

from typing import NamedTuple

PLANNER, CALLER, HOST, MANAGER = "planner", "caller", "host", "manager"
EVERYBODY = (PLANNER, CALLER, HOST, MANAGER)
PLANNING = (PLANNER, MANAGER)
CALLING = (PLANNER, MANAGER, CALLER)
HOSTING = (PLANNER, HOST)
FRONT = (PLANNER, MANAGER, CALLER, HOST)


class Gate(NamedTuple):
    kind: str
    roles: tuple[str, ...] = ()


def _lines(kind: str, roles: tuple[str, ...], names: str) -> dict[str, Gate]:
    return {name: Gate(kind, roles) for name in names.split()}


PUBLIC = _lines(
    "public",
    (),
    """
        healthz set_language campaigns:sign_in campaigns:sign_out campaigns:theme campaigns:club_logo
        campaigns:styleguide campaigns:styleguide_face
    registrations:campaign_page registrations:registration_form registrations:campaign_cover
    registrations:lost_pass registrations:lost_pass_answer
        registrations:draw_record registrations:draw_code registrations:draw_transcript
        registrations:draw_verifier registrations:draw_rules
    registrations:draw_script registrations:presenter_worker
""",
)
SIGNED_IN = (
    _lines(
        "staff",
        EVERYBODY,
        """
        campaigns:today campaigns:campaign_list campaigns:report_list campaigns:profile
        campaigns:own_password registrations:search
""",
    )
    | _lines("staff", CALLING, "registrations:owner_list registrations:call_desk")
    | _lines("staff", PLANNING, "registrations:owner_import campaigns:campaign_new")
)
OWNER = (
    _lines("owner", CALLING, "registrations:owner_page")
    | _lines("owner", PLANNING, "registrations:owner_quiet")
    | _lines(
        "owner_import",
        PLANNING,
        """
        registrations:owner_import_preview registrations:owner_import_entry registrations:owner_import_report
    """,
    )
)
CLUB = _lines(
    "club",
    (),
    """campaigns:club_settings campaigns:staff_new campaigns:staff_roles campaigns:staff_password
        campaigns:staff_end campaigns:staff_restoration""",
)
TOKENS = (
    _lines(
        "pass",
        (),
        """
        registrations:pass_page registrations:pass_code registrations:pass_code_picture
        registrations:pass_code_image registrations:pass_calendar registrations:pass_registration
        registrations:pass_party registrations:pass_car registrations:pass_details registrations:pass_consents
        registrations:pass_confirmation registrations:pass_cancellation registrations:pass_acceptance
        registrations:pass_refusal registrations:pass_not_coming registrations:pass_safe_home
        registrations:pass_undertaking registrations:pass_survey
    """,
    )
    | _lines("invitation", (), "registrations:invitation_page registrations:invitation_registration")
    | _lines(
        "presenter",
        (),
        """
        registrations:presenter_screen registrations:presenter_draw registrations:presenter_seal
        registrations:presenter_dice registrations:presenter_reveals registrations:presenter_end
    """,
    )
    | _lines("device", (), "registrations:scan_event_list registrations:check_in_roster")
)
CAMPAIGN = (
    _lines(
        "campaign",
        EVERYBODY,
        """
        campaigns:itinerary campaigns:ceremony_list campaigns:partner_list campaigns:supply_list
        campaigns:budget
        campaigns:contingency_list campaigns:prize_list campaigns:channel_list campaigns:crew_list
        campaigns:task_list
        campaigns:plan_picture campaigns:campaign_overview campaigns:poster_pdf campaigns:channel_qr_svg
        campaigns:channel_qr_png
        campaigns:report campaigns:report_photo registrations:paper_list registrations:roster_pdf
        registrations:paper_order registrations:paper_file
        registrations:registrations_xlsx registrations:check_in_overview
        registrations:figure_rows registrations:registration_list registrations:registration
        registrations:waiting_list registrations:change_request_list registrations:check_in_missing
    """,
    )
    | _lines(
        "campaign",
        PLANNING,
        """
        campaigns:row campaigns:row_new campaigns:row_place campaigns:row_removal campaigns:row_return
        campaigns:support_step campaigns:task_done campaigns:prize_rules campaigns:campaign_copy
        campaigns:approval_request campaigns:approval_withdrawal
        campaigns:plan_basics
        campaigns:plan_deadlines campaigns:plan_pdf campaigns:record_list campaigns:report_text
        campaigns:coverage_add campaigns:coverage_edit
        campaigns:coverage_remove campaigns:photo_add campaigns:photo_remove campaigns:photo_move
        registrations:summary_report_pdf registrations:report_submission registrations:move
        registrations:resumption
        registrations:invitation_choice registrations:invitation_sharing registrations:invitation_withdrawal
        registrations:release_review registrations:release_places registrations:release_keeping
        registrations:keeping_undo
        registrations:draw_exclusion registrations:exclusion_removal registrations:presenter_link
        registrations:link_revocation registrations:draw_freeze registrations:draw_seal registrations:draw_end
        registrations:draw_voiding registrations:change_request_decision registrations:limit
    """,
    )
    | _lines("campaign", (MANAGER,), "campaigns:report_return campaigns:report_approval campaigns:approval_return")
    | _lines(
        "campaign",
        (PLANNER,),
        """
        registrations:quarantine_settlement registrations:quarantine_counting registrations:counting_removal
        registrations:device_revocation registrations:revocation_removal
    """,
    )
    | _lines(
        "campaign",
        HOSTING,
        """
        campaigns:run campaigns:stop_times campaigns:incident_list campaigns:incident_removal
        registrations:scan_settlement registrations:device_list registrations:device_sign_off
        registrations:check_in
        registrations:scan_list registrations:check_in_verdict registrations:check_in_walk_in
        registrations:check_in_paper
    """,
    )
    | _lines(
        "campaign",
        (PLANNER, HOST, MANAGER),
        """
        registrations:sign_in_sheet_pdf registrations:draw_overview registrations:prize_claim
        registrations:winners_list_pdf
    """,
    )
    | _lines(
        "campaign",
        CALLING,
        """
        registrations:call_list registrations:call_attempt registrations:call_undoing
        registrations:invitation_list
        registrations:outbox registrations:outbox_message registrations:outbox_ticks
        registrations:outbox_unticking
        registrations:registration_owner
    """,
    )
    | _lines("campaign", (PLANNER, CALLER, HOST), "registrations:registration_new")
    | _lines("campaign", FRONT, "registrations:registration_pass registrations:registration_act")
)
GATES: dict[str, Gate] = PUBLIC | SIGNED_IN | OWNER | CLUB | TOKENS | CAMPAIGN
